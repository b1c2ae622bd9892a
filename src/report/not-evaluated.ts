import type { NotEvaluated } from '../lint/report.ts';
import { count, oneLine } from '../lint/text.ts';
import { objectName } from './place.ts';

/** What one reason kept from being judged. */
interface Gap {
  readonly reason: string;
  readonly codes: Set<string>;
  readonly objects: Set<string>;
}

/** One line a reason, the most common first: `reason (NP401, NP402; 3 objects)`. */
export function gapLines(entries: readonly NotEvaluated[]): readonly string[] {
  const gaps = new Map<string, Gap>();
  for (const { reason, code, object } of entries) {
    const gap = gaps.get(reason) ?? { reason, codes: new Set(), objects: new Set() };
    gap.codes.add(code);
    if (object !== undefined) gap.objects.add(objectName(object));
    gaps.set(reason, gap);
  }
  return [...gaps.values()].sort((a, b) => b.objects.size - a.objects.size).map(describe);
}

/** More codes than these are not read one by one; the JSON report names them all. */
const mostCodes = 12;

function describe({ reason, codes, objects }: Gap): string {
  const [only] = objects;
  const whom = objects.size === 1 && only !== undefined ? only : count(objects.size, 'object');
  const which = codes.size > mostCodes ? `${codes.size} rules` : [...codes].sort().join(', ');
  return `${oneLine(reason)} (${objects.size === 0 ? which : `${which}; ${whom}`})`;
}

import type { NotEvaluated } from '../lint/report.ts';
import { count, oneLine } from '../model/prose.ts';
import { objectName } from './place.ts';

/** What one reason kept from being judged. */
interface Gap {
  readonly reason: string;
  readonly codes: Set<string>;
  readonly objects: Set<string>;
}

/** One line a reason, the most common first: `reason (NP401, NP402; 3 objects)`, without the objects where it is the only one. */
export function gapLines(entries: readonly NotEvaluated[], policies: number): readonly string[] {
  const gaps = new Map<string, Gap>();
  for (const { reason, code, object } of entries) {
    const gap = gaps.get(reason) ?? { reason, codes: new Set(), objects: new Set() };
    gap.codes.add(code);
    if (object !== undefined) gap.objects.add(objectName(object));
    gaps.set(reason, gap);
  }
  return [...gaps.values()]
    .sort((a, b) => b.objects.size - a.objects.size)
    .map((gap) => describe(gap, policies));
}

/** What to do where reasons say that objects are missing which nobody gave. */
export function remedyFor(entries: readonly NotEvaluated[]): string | undefined {
  return entries.some(({ reason }) => /^no .* was given$/.test(reason))
    ? 'to have that judged, give these objects too, as files or with --cluster'
    : undefined;
}

/** More codes than these are not read one by one; the JSON report names them all. */
const mostCodes = 12;

function describe({ reason, codes, objects }: Gap, policies: number): string {
  const [only] = objects;
  const whom = objects.size === 1 && only !== undefined ? only : count(objects.size, 'object');
  const which = codes.size > mostCodes ? `${codes.size} rules` : [...codes].sort().join(', ');
  return `${oneLine(reason)} (${objects.size === 0 || policies === 1 ? which : `${which}; ${whom}`})`;
}

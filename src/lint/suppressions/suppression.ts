import type { Path } from '../../model/pointer.ts';
import type { Location } from '../../source/location.ts';
import type { RuleName } from '../finding.ts';

/** What an author wrote beside a policy so that findings of some rules are not told, and why. */
export interface Suppression {
  /** `baseline` for a file that keeps what was known already. */
  readonly kind: 'comment' | 'annotation' | 'baseline';
  /** Codes or names, as written. */
  readonly rules: readonly string[];
  /** Empty when none is given. */
  readonly reason: string;
  /** The last day on which it counts, as YYYY-MM-DD; for ever when absent. */
  readonly until?: string;
  /** What keeps it from counting. */
  readonly flaw?: Flaw;
  /** Where it stands in the object; a comment stands in the text alone. */
  readonly path: Path;
  /** Where a comment stands. */
  readonly location?: Location;
}

/** Why something that is written as a suppression is none. */
export interface Flaw {
  /** In one sentence without a full stop. */
  readonly message: string;
  /** What to write instead. */
  readonly help: string;
}

/** The suppressions that concern one object. */
export interface Suppressions {
  /** Those to be accounted for with this object; one for a whole file belongs to the first object of the file. */
  readonly own: readonly Suppression[];
  /** The first that covers a finding of this rule at the place to which an RFC 6901 pointer leads. */
  covering(rule: RuleName, pointer: string): Suppression | undefined;
}

/** Finds the first of these suppressions that counts and names a rule, case aside, however many there are. */
export function byRule(suppressions: readonly Suppression[]): (rule: RuleName) => Suppression | undefined {
  const first = new Map<string, Suppression>();
  for (const suppression of suppressions) {
    if (suppression.flaw !== undefined) continue;
    for (const word of suppression.rules.map((rule) => rule.toLowerCase()))
      if (!first.has(word)) first.set(word, suppression);
  }
  return ({ code, name }) => first.get(code.toLowerCase()) ?? first.get(name);
}

/** What a suppression says, apart from where it stands. */
export type SuppressionText = Pick<Suppression, 'rules' | 'reason' | 'until' | 'flaw'>;

/**
 * Reads `reason; until=2027-03-31`, either part optional. `today` is the day of the run as YYYY-MM-DD; the day named is
 * the last one that counts.
 */
export function readSuppression(rules: readonly string[], text: string, today: string): SuppressionText {
  const end = endMark.exec(text);
  const before = text.slice(0, end?.index).trim();
  const reason = before.endsWith(';') ? before.slice(0, -1).trimEnd() : before;
  if (end === null) return { rules, reason };
  const until = text.slice(end.index + end[0].length).trim();
  const flaw = flawOf(until, today);
  return { rules, reason, until, ...(flaw === undefined ? {} : { flaw }) };
}

/** Tenants choose the text, at admission up to 256 KiB of it: nothing here may look at a run of blanks more than once. */
const endMark = /(?:^|[;\s])until(?:\s*=|\s+(?=\d))/;

function flawOf(until: string, today: string): Flaw | undefined {
  if (!isDay(until)) {
    return {
      message: `suppression ends on "${until}", which is no day, so it does not count`,
      help: 'write the last day as until=YYYY-MM-DD',
    };
  }
  if (until >= today) return undefined;
  return {
    message: `suppression ended on ${until}`,
    help: 'repair what it hides and delete it, or give it a later day',
  };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  );
}

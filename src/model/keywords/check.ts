import type { NetworkPolicyObject } from '../networkpolicy-object.ts';
import type { Path } from '../pointer.ts';
import type { Problem, ProblemType } from '../problem.ts';

/** What a verdict depends on besides the object. */
export interface ValidationContext {
  /** Whether the API server refuses new CIDRs that other software may read differently (KEP-4858, default since 1.36). */
  readonly strictCidr: boolean;
  /** The object that an update replaces. */
  readonly previous: NetworkPolicyObject | undefined;
  /** CIDR texts of the previous object: an update may use them again wherever it likes. */
  readonly knownCidrs: ReadonlySet<string>;
  /** Whether the previous object's podSelector is invalid already: values of matchExpressions are then not checked. */
  readonly keepsLabelValues: boolean;
}

/**
 * A keyword of the schema: the problems of one value that decodes into its Go type, null standing for the zero value.
 * Paths are relative to the value.
 */
export type Check<T> = (value: T, context: ValidationContext) => readonly Problem[];

/** A problem in the words of a keyword; `path` is relative to the value that the keyword stands on. */
export function problem(path: Path, type: ProblemType, value: unknown, detail: string): Problem {
  return { path, type, detail, value };
}

/**
 * How many problems of one list or map are told. Its length is the sender's choice, and who has a hundred to read does
 * not miss the others.
 */
const mostProblems = 100;

/** The problems of every entry in turn, until there are more than anyone reads. */
export function problemsOfEach<Entry>(
  entries: readonly Entry[],
  judge: (entry: Entry, index: number) => readonly Problem[],
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [index, entry] of entries.entries()) {
    problems.push(...judge(entry, index));
    if (problems.length >= mostProblems) break;
  }
  return problems;
}

/** One FieldValueInvalid for each thing that is wrong with a value, or with the subject that stands in it. */
export function invalid(
  path: Path,
  value: unknown,
  details: readonly string[],
  subject?: string,
): readonly Problem[] {
  const about = subject === undefined ? {} : { subject };
  return details.map((detail) => ({ ...problem(path, 'FieldValueInvalid', value, detail), ...about }));
}

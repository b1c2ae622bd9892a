import type { Problem } from '../problem.ts';
import { shorten } from '../prose.ts';

/** What to write instead, by the name of the field that the problem is about. */
export type Repairs = Readonly<Record<string, (problem: Problem) => string>>;

/** How a mapping that ought to be a list becomes one. */
export function withDashes(mapping: Readonly<Record<string, unknown>>, item: string): string {
  const stuck = Object.keys(mapping).find((key) => /^-\w/.test(key));
  return stuck === undefined
    ? `put a dash before each ${item}`
    : `write a blank behind the dash: - ${shorten(stuck.slice(1))}`;
}

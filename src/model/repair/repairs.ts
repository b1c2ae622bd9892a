import type { Problem } from '../problem.ts';

/** What to write instead, by the name of the field that the problem is about. */
export type Repairs = Readonly<Record<string, (problem: Problem) => string>>;

import type { Rule } from '../lint/rule.ts';
import { nearest } from '../model/nearest.ts';
import { catalog } from '../rules/index.ts';
import type { Misuse } from './arguments.ts';

/** The rule of this code or name, case aside. */
export function findRule(typed: string): Rule | Misuse {
  const wanted = typed.toLowerCase();
  const rule = catalog.find(({ code, name }) => code.toLowerCase() === wanted || name === wanted);
  if (rule !== undefined) return rule;
  const meant = nearest(
    wanted,
    catalog.flatMap(({ code, name }) => [name, code]),
  );
  return {
    misuse: `there is no rule ${typed}${meant === undefined ? '; see netpol-lint rules' : `; did you mean ${meant}?`}`,
  };
}

import type { Rule } from '../lint/rule.ts';
import { ruleCalled } from '../lint/ruleset.ts';
import { suggest } from '../model/nearest.ts';
import { catalog } from '../rules/index.ts';
import type { Misuse } from './arguments.ts';

/** The rule of this code or name, case aside. */
export function findRule(typed: string): Rule | Misuse {
  const called = ruleCalled(typed, catalog);
  if ('rule' in called) return called.rule;
  return { misuse: `there is no rule ${typed}${suggest(called.meant) || '; see netpol-lint rules'}` };
}

import type { Rule } from '../lint/rule.ts';
import { ruleFailed } from './rule-failed.ts';

/** Every rule, in code order. */
export const catalog: readonly Rule[] = [ruleFailed];

import type { Rule } from '../lint/rule.ts';
import type { Metrics } from './metrics.ts';

/** The same rule, its time and its failures counted; the engine itself reads no clock. */
export function measured(rule: Rule, metrics: Pick<Metrics, 'ruleDurations' | 'ruleErrors'>): Rule {
  const observe = metrics.ruleDurations.observer(rule.code);
  return {
    ...rule,
    check(facts) {
      const start = performance.now();
      try {
        return [...rule.check(facts)];
      } catch (failure) {
        metrics.ruleErrors.inc({ rule: rule.code });
        throw failure;
      } finally {
        observe((performance.now() - start) / 1000);
      }
    },
  };
}

import type { Rule } from '../lint/rule.ts';
import type { Metrics } from './metrics.ts';

/** The same rule, its time and its failures counted; the engine itself reads no clock. */
export function measured(rule: Rule, metrics: Pick<Metrics, 'ruleDuration' | 'ruleErrors'>): Rule {
  return {
    ...rule,
    *check(facts) {
      const stop = metrics.ruleDuration.startTimer({ rule: rule.code });
      try {
        yield* rule.check(facts);
      } catch (failure) {
        metrics.ruleErrors.inc({ rule: rule.code });
        throw failure;
      } finally {
        stop();
      }
    },
  };
}

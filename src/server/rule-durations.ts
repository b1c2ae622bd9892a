import type { Histogram, MetricValueWithName, Registry } from 'prom-client';

/** How long rules take, as a histogram by rule. */
export interface RuleDurations {
  /** What takes the seconds of each run of one rule. */
  observer(rule: string): (seconds: number) => void;
}

interface Tally {
  readonly rule: string;
  /** By bucket, and last those beyond; not cumulative. */
  readonly counts: number[];
  sum: number;
}

const name = 'netpol_lint_rule_duration_seconds';
const bounds = [0.00001, 0.0001, 0.001, 0.01, 0.1, 1];

/**
 * A histogram that counts by itself and is read like those of prom-client, which look up their labels at each observation:
 * with every rule of a review that would cost more than most rules.
 */
export function createRuleDurations(registry: Registry): RuleDurations {
  const tallies: Tally[] = [];
  const histogram = {
    name,
    reset: () => {
      for (const tally of tallies) {
        tally.counts.fill(0);
        tally.sum = 0;
      }
    },
    get: async () => ({
      name,
      help: 'Time that one rule took for one object.',
      type: 'histogram',
      values: tallies.flatMap(valuesOf),
      aggregator: 'sum',
    }),
  };
  registry.registerMetric(histogram as unknown as Histogram);
  return {
    observer(rule) {
      const tally: Tally = { rule, counts: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0 };
      tallies.push(tally);
      return (seconds) => {
        let bucket = 0;
        while (seconds > (bounds[bucket] ?? Infinity)) bucket += 1;
        tally.counts[bucket] = (tally.counts[bucket] ?? 0) + 1;
        tally.sum += seconds;
      };
    },
  };
}

function valuesOf({ rule, counts, sum }: Tally): readonly MetricValueWithName<string>[] {
  let total = 0;
  const buckets = counts.map((count, index) => {
    total += count;
    return { metricName: `${name}_bucket`, labels: { rule, le: bounds[index] ?? '+Inf' }, value: total };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels: { rule }, value: sum },
    { metricName: `${name}_count`, labels: { rule }, value: total },
  ];
}

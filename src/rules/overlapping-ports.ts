import { defineRule, type Draft } from '../lint/rule.ts';
import { isOnePort, type PolicyPort, protocols } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule } from '../model/policy-parts.ts';
import { describePort } from '../semantics/remainder.ts';

/** NP313: ranges of one rule that share ports. One that another covers is NP208's. */
export const overlappingPorts = defineRule({
  code: 'NP313',
  name: 'overlapping-ports',
  severity: 'info',
  confidence: 'certain',
  summary: 'Port ranges of one rule that overlap, neither covering the other.',
  needs: ['intact'],
  *check({ intact: policy }) {
    for (const { direction, rule, path } of eachRule(policy)) {
      if (!policy.isolates.includes(direction) || rule.ports.every(isOnePort)) continue;
      for (const [lower, upper] of overlaps(rule.ports)) yield draft(lower, upper, [...path, 'ports']);
    }
  },
});

type Range = Extract<PolicyPort, { readonly kind: 'range' }>;

interface PlacedRange {
  readonly index: number;
  readonly range: Range;
}

type Overlap = readonly [lower: PlacedRange, upper: PlacedRange];

function* overlaps(ports: readonly PolicyPort[]): Iterable<Overlap> {
  const ranges = [...ports.entries()].flatMap(([index, range]) =>
    range.kind === 'range' ? [{ index, range }] : [],
  );
  for (const protocol of protocols) {
    yield* amongAscending(
      ranges.filter(({ range }) => range.protocol === protocol).sort((a, b) => a.range.first - b.range.first),
    );
  }
}

/** Of the ranges that begin before, the one that reaches farthest is compared; what lies within it adds nothing. */
function* amongAscending(ranges: readonly PlacedRange[]): Iterable<Overlap> {
  let farthest: PlacedRange | undefined;
  for (const next of ranges) {
    if (farthest !== undefined) {
      if (next.range.last <= farthest.range.last) continue;
      if (farthest.range.first < next.range.first && next.range.first <= farthest.range.last)
        yield [farthest, next];
    }
    farthest = next;
  }
}

function draft(lower: PlacedRange, upper: PlacedRange, list: Path): Draft {
  const shared: Range = { ...upper.range, last: lower.range.last };
  const later = Math.max(lower.index, upper.index);
  const other = later === upper.index ? lower : upper;
  return {
    path: [...list, later],
    message: `ports[${later}] overlaps ports[${other.index}]: both open ${describePort(shared)}`,
    help: `write one range, port: ${lower.range.first} with endPort: ${upper.range.last}, or correct the end that is wrong`,
    related: [{ message: 'the other range', path: [...list, other.index] }],
  };
}

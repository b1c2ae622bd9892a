import { ascending } from '../../model/ascending.ts';
import type { Grant } from './grant.ts';

/** An entry that grants only addresses, and between which points they lie. */
interface Span {
  readonly index: number;
  readonly first: bigint;
  readonly end: bigint;
}

/**
 * For each entry the others that could cover it alone, ascending. Lists of thousands of CIDRs are common, and hardly any of
 * them lies within another: only these are named. Entries that grant more than addresses could cover one another all.
 */
export function enclosing(entries: readonly (readonly Grant[])[]): readonly (readonly number[])[] {
  const spans = entries.map((grants, index) => spanOf(grants, index));
  const mixed = [...entries.keys()].filter((index) => spans[index] === undefined);
  const found = entries.map((): number[] => [...mixed]);
  const sorted = spans.filter((span) => span !== undefined).sort(byStart);
  let open: readonly Span[] = [];
  for (const span of sorted) {
    open = open.filter(({ end }) => end > span.first);
    for (const outer of open) {
      if (outer.end >= span.end) found[span.index]?.push(outer.index);
      if (outer.first === span.first && outer.end === span.end) found[outer.index]?.push(span.index);
    }
    open = [...open, span];
  }
  return found.map((others) => others.sort((one, other) => one - other));
}

function spanOf(grants: readonly Grant[], index: number): Span | undefined {
  let span: Span | undefined;
  for (const { peers } of grants) {
    if (peers.kind !== 'addresses' || span !== undefined) return undefined;
    const { points } = peers.addresses;
    span = { index, first: points[0] ?? 0n, end: points.at(-1) ?? 0n };
  }
  return span;
}

/** The wider of those that start together comes first. */
function byStart(one: Span, other: Span): number {
  return ascending(one.first, other.first) || ascending(other.end, one.end);
}

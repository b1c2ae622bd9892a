import type { Inventory } from '../model/inventory.ts';
import { type PortTerms, portTermsKey, unitePortTerms } from '../semantics/port-terms.ts';
import { gapsOf } from './gaps.ts';
import { isolationChanges, type PodsByDirection } from './isolation-changes.ts';
import { withoutImplied } from './implied.ts';
import type { MapRow } from './map-row.ts';
import { type PolicyChanges, policyChanges } from './policy-changes.ts';
import { type Cell, rectanglesOf } from './rectangles.ts';
import { type Presence, type SidedTable, tableOfPods, tableOfSelectors } from './sided-table.ts';
import { isNoPorts, subtractPortTerms } from './symbolic-ports.ts';

/** What a change of a cluster does to its connections. */
export interface ConnectivityDiff {
  readonly basis: 'pods' | 'selectors';
  readonly policies: PolicyChanges;
  /** Connections between endpoints that stay, newly allowed; those from addresses outside first. */
  readonly gained: readonly MapRow[];
  /** Connections between endpoints that stay, no longer allowed. */
  readonly lost: readonly MapRow[];
  /** Connections of pods that are new, and of pods that are gone. */
  readonly ofAdded: readonly MapRow[];
  readonly ofRemoved: readonly MapRow[];
  /** What one end newly admits, or admits no longer, while the other end blocks it before and after. */
  readonly hidden: { readonly gained: readonly MapRow[]; readonly lost: readonly MapRow[] };
  /** Pods that stay, and that are isolated or open in a direction since the change. */
  readonly newlyIsolated: PodsByDirection;
  readonly newlyOpen: PodsByDirection;
  /** What cannot be told, and why, a sentence each. */
  readonly gaps: readonly string[];
}

/** Compares two states of a cluster: by its pods or, where neither state has any, by what their policies mean for imaginary ones. */
export function diffOf(before: Inventory, after: Inventory): ConnectivityDiff {
  const isImaginary = before.pods.size === 0 && after.pods.size === 0;
  const table = isImaginary ? tableOfSelectors(before, after) : tableOfPods(before, after);
  const changes = changesOf(table);
  const rows = (of: (change: PairChange) => PortTerms, presence: Presence): readonly MapRow[] =>
    rowsOf(
      table,
      changes.filter((each) => each.value.presence === presence),
      of,
    );
  return {
    basis: table.basis,
    policies: policyChanges(before, after),
    gained: rows(({ gained }) => gained, 'kept').toSorted(outsideFirst),
    lost: rows(({ lost }) => lost, 'kept'),
    ofAdded: rows(({ gained }) => gained, 'added'),
    ofRemoved: rows(({ lost }) => lost, 'removed'),
    hidden: {
      gained: rows(({ hiddenGain }) => hiddenGain, 'kept'),
      lost: rows(({ hiddenLoss }) => hiddenLoss, 'kept'),
    },
    ...isolationChanges(before, after, isImaginary),
    gaps: gapsOf(after),
  };
}

/** Whether any connection is gained or lost. */
export function changesConnectivity({ gained, lost, ofAdded, ofRemoved }: ConnectivityDiff): boolean {
  return [gained, lost, ofAdded, ofRemoved].some((rows) => rows.length > 0);
}

interface PairChange {
  readonly presence: Presence;
  readonly gained: PortTerms;
  readonly lost: PortTerms;
  readonly hiddenGain: PortTerms;
  readonly hiddenLoss: PortTerms;
}

function changesOf(table: SidedTable): readonly Cell<PairChange>[] {
  const cells: Cell<PairChange>[] = [];
  const { presence } = table;
  for (const [source, from] of presence.entries()) {
    for (const [destination, to] of presence.entries()) {
      const pair = table.sides(source, destination);
      if (pair === undefined) continue;
      const { before, after } = pair;
      const grown = unitePortTerms(
        subtractPortTerms(after.egress, before.egress),
        subtractPortTerms(after.ingress, before.ingress),
      );
      const shrunk = unitePortTerms(
        subtractPortTerms(before.egress, after.egress),
        subtractPortTerms(before.ingress, after.ingress),
      );
      const value: PairChange = {
        presence: from === 'kept' ? to : from,
        gained: subtractPortTerms(after.both, before.both),
        lost: subtractPortTerms(before.both, after.both),
        hiddenGain: subtractPortTerms(grown, after.both),
        hiddenLoss: subtractPortTerms(shrunk, before.both),
      };
      cells.push({ source, destination, value });
    }
  }
  return cells;
}

function rowsOf(
  table: SidedTable,
  changes: readonly Cell<PairChange>[],
  of: (change: PairChange) => PortTerms,
): readonly MapRow[] {
  const cells = changes
    .map(({ source, destination, value }) => ({ source, destination, value: of(value) }))
    .filter(({ value }) => !isNoPorts(value));
  const telling = table.isWithin === undefined ? cells : withoutImplied(cells, portTermsKey, table.isWithin);
  const rectangles = rectanglesOf(telling, portTermsKey).filter((each) => !table.isOnePod(each));
  return rectangles.map(({ sources, destinations, value }) => ({
    from: table.name(sources),
    to: table.name(destinations),
    ports: value.numbers,
    portNames: value.names,
  }));
}

function outsideFirst(one: MapRow, other: MapRow): number {
  const rank = ({ from }: MapRow): number => (from.addresses.points.length > 0 ? 0 : 1);
  return rank(one) - rank(other);
}

import type { Inventory } from '../model/inventory.ts';
import { rememberedOf } from '../model/remembered.ts';
import { type PortTerms, portTermsKey, unitePortTerms } from '../semantics/ports/port-terms.ts';
import { type BeyondChanges, beyondChanges } from './beyond-changes.ts';
import { gapsOf } from './gaps.ts';
import { isolationChanges, type PodsByDirection } from './isolation-changes.ts';
import { withoutImplied } from './implied.ts';
import type { MapRow } from './map-row.ts';
import { type PolicyChanges, policyChanges } from './policy-changes.ts';
import { rectanglesOf } from './rectangles.ts';
import { type SidedTable, tableOfPods, tableOfSelectors } from './sided-table.ts';
import type { Presence, SidedPair } from './sided-tiles.ts';
import { isNoPorts, subtractPortTerms } from './symbolic-ports.ts';
import type { Tile } from './tiles.ts';
import { unseenChanges } from './unseen-changes.ts';

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
  /** What changes with pods that neither state knows, as far as the ends that stay are concerned. */
  readonly beyond: BeyondChanges;
  /** Pods that stay, and that are isolated or open in a direction since the change. */
  readonly newlyIsolated: PodsByDirection;
  readonly newlyOpen: PodsByDirection;
  /** What cannot be told, and why, a sentence each. */
  readonly gaps: readonly string[];
}

/**
 * Compares two states of a cluster: by its pods or, where neither state has any or `basis` says so, by what their policies
 * mean for imaginary ones.
 */
export function diffOf(
  before: Inventory,
  after: Inventory,
  basis: ConnectivityDiff['basis'] = 'pods',
): ConnectivityDiff {
  const isImaginary = basis === 'selectors' || (before.pods.size === 0 && after.pods.size === 0);
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
    beyond: isImaginary ? { gained: [], lost: [] } : beyondChanges(before, after),
    ...isolationChanges(before, after, isImaginary),
    gaps: isImaginary ? [] : [...gapsOf(before, after), ...unseenChanges(before, after)],
  };
}

/** Whether any connection is gained or lost. */
export function changesConnectivity(diff: ConnectivityDiff): boolean {
  const { gained, lost, ofAdded, ofRemoved, beyond } = diff;
  return [gained, lost, ofAdded, ofRemoved, beyond.gained, beyond.lost].some((rows) => rows.length > 0);
}

interface PairChange {
  readonly presence: Presence;
  readonly gained: PortTerms;
  readonly lost: PortTerms;
  readonly hiddenGain: PortTerms;
  readonly hiddenLoss: PortTerms;
}

function changesOf({ tiles }: SidedTable): readonly Tile<PairChange>[] {
  const changeOf = rememberedOf(changeOfPair);
  const changes: Tile<PairChange>[] = [];
  for (const { sources, destinations, value } of tiles) {
    const change = changeOf(value);
    const { gained, lost, hiddenGain, hiddenLoss } = change;
    if ([gained, lost, hiddenGain, hiddenLoss].every(isNoPorts)) continue;
    changes.push({ sources, destinations, value: change });
  }
  return changes;
}

function changeOfPair({ presence, before, after }: SidedPair): PairChange {
  const grown = unitePortTerms(
    subtractPortTerms(after.egress, before.egress),
    subtractPortTerms(after.ingress, before.ingress),
  );
  const shrunk = unitePortTerms(
    subtractPortTerms(before.egress, after.egress),
    subtractPortTerms(before.ingress, after.ingress),
  );
  return {
    presence,
    gained: subtractPortTerms(after.both, before.both),
    lost: subtractPortTerms(before.both, after.both),
    hiddenGain: subtractPortTerms(grown, after.both),
    hiddenLoss: subtractPortTerms(shrunk, before.both),
  };
}

function rowsOf(
  table: SidedTable,
  changes: readonly Tile<PairChange>[],
  of: (change: PairChange) => PortTerms,
): readonly MapRow[] {
  const tiles = changes
    .map(({ sources, destinations, value }) => ({ sources, destinations, value: of(value) }))
    .filter(({ value }) => !isNoPorts(value));
  const telling = table.wider === undefined ? tiles : withoutImplied(tiles, portTermsKey, table.wider);
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

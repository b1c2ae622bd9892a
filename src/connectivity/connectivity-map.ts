import type { Inventory } from '../model/inventory.ts';
import type { Direction } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { noAddresses } from '../semantics/sets/address-set.ts';
import { type BitSet, eachBit, uniteAllBits } from '../semantics/sets/bitset.ts';
import { isolating } from '../semantics/isolation.ts';
import { beyond } from './beyond.ts';
import { gapsOf } from './gaps.ts';
import { type Grid, gridOf } from './grid.ts';
import { type Naming, namingOf } from './naming.ts';
import type { NamedEnds, PodSet } from './pod-set.ts';
import type { MapRow } from './map-row.ts';
import { isOnePod } from './one-pod.ts';
import { rectanglesOf } from './rectangles.ts';
import { replicasOf } from './replicas.ts';

/** Who can connect to whom, in as few rows as the tool finds. */
export interface ConnectivityMap {
  /** Whether the rows are about the pods that are known or, where none is, about imaginary ones; see exposure.ts. */
  readonly basis: 'pods' | 'selectors';
  /** Each pair of endpoints is in at most one row; who is in none with another cannot connect to it. */
  readonly rows: readonly MapRow[];
  /** What policies allow with pods that are not known here, as far as their own end is concerned. */
  readonly beyond: readonly MapRow[];
  /** The pods that no policy isolates in a direction, so that nothing is blocked at their end. */
  readonly open: Readonly<Record<Direction, readonly PodSet[]>>;
  /** The pods that policies isolate in a direction and that have no connection left there, `beyond` included. */
  readonly closed: Readonly<Record<Direction, readonly PodSet[]>>;
  /** What cannot be told, and why, a sentence each. */
  readonly gaps: readonly string[];
}

/**
 * The map of a cluster. Pods are told apart only where policies do so, and a pod stands for all replicas of it: that it
 * reaches itself, and its own node, is not mentioned.
 */
export function mapOf(inventory: Inventory): ConnectivityMap {
  const replicas = replicasOf(inventory);
  const grid = gridOf(
    [{ blocks: replicas.blocks(), called: (replica) => replicas.originalOf(replica) }],
    () => '',
  );
  const naming = namingOf(inventory);
  const unknown = beyond(inventory, naming);
  const connected = (direction: Direction): ReadonlySet<Pod> =>
    new Set([...connectedPods(direction, grid), ...unknown.connected[direction]]);
  return {
    basis: 'pods',
    rows: rowsOf(grid, naming),
    beyond: unknown.rows,
    open: byDirection((direction) => openPods(inventory, naming, direction)),
    closed: byDirection((direction) => closedPods(inventory, naming, connected(direction))),
    gaps: gapsOf(inventory),
  };
}

function byDirection<Found>(find: (direction: Direction) => Found): Readonly<Record<Direction, Found>> {
  return { ingress: find('ingress'), egress: find('egress') };
}

function rowsOf({ units, tiles: [tiles = []] }: Grid, naming: Naming): readonly MapRow[] {
  const rectangles = rectanglesOf(tiles, ({ id }) => id).filter((each) => !isOnePod(units, each));
  const name = (indexes: BitSet): NamedEnds =>
    naming.nameTogether([...eachBit(indexes)].flatMap((index) => units[index] ?? []));
  return rectangles.map(({ sources, destinations, value }) => ({
    from: name(sources),
    to: name(destinations),
    ports: value,
    portNames: [],
  }));
}

function openPods(inventory: Inventory, naming: Naming, direction: Direction): readonly PodSet[] {
  const pods = endpointsOf(inventory).filter((pod) => isolating(pod, direction, inventory).length === 0);
  return naming.name({ pods, addresses: noAddresses }).pods;
}

function closedPods(inventory: Inventory, naming: Naming, connected: ReadonlySet<Pod>): readonly PodSet[] {
  const pods = endpointsOf(inventory).filter((pod) => !connected.has(pod));
  return naming.name({ pods, addresses: noAddresses }).pods;
}

function connectedPods(direction: Direction, { units, tiles: [tiles = []] }: Grid): ReadonlySet<Pod> {
  const ends = tiles.map(({ sources, destinations }) => (direction === 'egress' ? sources : destinations));
  const connected = [...eachBit(uniteAllBits(ends))].flatMap((index) => units[index] ?? []);
  return new Set(connected.flatMap(({ pods }) => pods));
}

/** The pods that policies apply to. */
function endpointsOf({ pods }: Inventory): readonly Pod[] {
  return [...pods.all()].filter((pod) => !hasFinished(pod) && !pod.hostNetwork);
}

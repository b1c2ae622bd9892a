import type { Inventory } from '../model/inventory.ts';
import { type Direction, directions } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { noAddresses } from '../semantics/sets/address-set.ts';
import { portTermsKey } from '../semantics/ports/port-terms.ts';
import type { MapRow } from './map-row.ts';
import type { Naming } from './naming.ts';
import type { NamedEnds, PodSet } from './pod-set.ts';
import { imaginaryPod } from './representative.ts';
import { type UnknownPeer, type UnknownPeers, unknownPeersOf } from './unknown-peers.ts';

/** What policies allow with pods that are not known here, as far as their own end is concerned. */
export interface Beyond {
  readonly rows: readonly MapRow[];
  /** The pods that have such connections, by the direction at their end. */
  readonly connected: Readonly<Record<Direction, ReadonlySet<Pod>>>;
}

/**
 * What policies allow with pods that are not known, such as the DNS servers of a cluster of which only the application is
 * given. Nothing where all pods are known.
 */
export function beyond(inventory: Inventory, naming: Naming): Beyond {
  const peers = unknownPeersOf(inventory);
  return {
    rows: rowsBeyond(peers, naming),
    connected: { ingress: new Set(peers.ingress.keys()), egress: new Set(peers.egress.keys()) },
  };
}

/** The rows of peers that are not known, in few names. */
export function rowsBeyond(peers: UnknownPeers, naming: Naming): readonly MapRow[] {
  const rows = directions.flatMap((direction) => rowsOf(peers, direction, naming));
  return mergeBy(mergeBy(rows, 'from', 'to'), 'to', 'from');
}

function rowsOf(peers: UnknownPeers, direction: Direction, naming: Naming): readonly MapRow[] {
  const all = [...peers[direction]].flatMap(([pod, own]) => own.map((each) => ({ pod, ...each })));
  const alike = Map.groupBy(
    all,
    ({ peer, ports }) => `${peer.namespaces.id} ${peer.pods.id} ${portTermsKey(ports)}`,
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const own = naming.name({ pods: group.map(({ pod }) => pod), addresses: noAddresses });
    return [rowOf(first, direction, own)];
  });
}

function rowOf({ peer, ports }: UnknownPeer, direction: Direction, own: NamedEnds): MapRow {
  const there = { pods: [imaginaryPod(peer)], addresses: noAddresses };
  const [from, to] = direction === 'egress' ? [own, there] : [there, own];
  return { from, to, ports: ports.numbers, portNames: ports.names };
}

/** Rows that differ only in one end become one. */
function mergeBy(rows: readonly MapRow[], same: 'from' | 'to', merged: 'from' | 'to'): readonly MapRow[] {
  const alike = Map.groupBy(rows, (row) => JSON.stringify([row[same].pods, row.ports.id, row.portNames]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const pods = new Map(group.flatMap((row) => row[merged].pods).map((set) => [JSON.stringify(set), set]));
    return [{ ...first, [merged]: { pods: withoutCovered([...pods.values()]), addresses: noAddresses } }];
  });
}

/** A pod of a namespace that is named as a whole need not be named again. */
function withoutCovered(sets: readonly PodSet[]): readonly PodSet[] {
  const whole = new Set(sets.flatMap((set) => (set.kind === 'namespaces' ? set.namespaces : [])));
  return sets.filter((set) => {
    if (set.kind === 'one') return set.hostNetwork || !whole.has(set.namespace);
    return set.kind !== 'labels' || !set.namespaces.every((namespace) => whole.has(namespace));
  });
}

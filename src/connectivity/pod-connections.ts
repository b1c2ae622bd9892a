import { formatAddress } from '../model/address.ts';
import { podKey, type Pod } from '../model/pod.ts';
import { addressIntervals, type AddressSet, noAddresses, uniteAddresses } from '../semantics/address-set.ts';
import type { Connectivity } from '../semantics/engine/connectivity.ts';
import { isExempt } from '../semantics/engine/exempt.ts';
import type { PortSet } from '../semantics/port-set.ts';

/** What one pod or range of addresses may use to connect to another; at least one of the two is a pod. */
export interface NamedConnection {
  /** `shop/web-1`, `shop/Deployment/web`, or a range such as `0.0.0.0-9.255.255.255`. */
  readonly from: string;
  readonly to: string;
  readonly ports: PortSet;
}

/**
 * Everything that is allowed, uncompacted: each ordered pair of pods, and of a pod and the longest ranges of addresses
 * that are treated alike, in order of `from`, then `to`. A pod and itself, or its own node, between which policies have no
 * say, are left out, as is whatever may not connect at all.
 */
export function* podConnections(blocks: readonly Connectivity[]): Generator<NamedConnection> {
  const rows = new Map<string, Row>();
  for (const block of blocks) {
    for (const source of block.sources.pods()) rowOf(rows, nameOf(source), source).blocks.push(block);
  }
  for (const { range, pod, ports } of fromAddresses(blocks)) {
    rowOf(rows, range, undefined).pods.push({ from: range, to: nameOf(pod), ports });
  }
  for (const from of [...rows.keys()].sort()) {
    const row = rows.get(from);
    if (row !== undefined)
      yield* [...connectionsOf(from, row)].sort((one, other) => compare(one.to, other.to));
  }
}

interface Row {
  /** Undefined for a range of addresses. */
  readonly source: Pod | undefined;
  readonly blocks: Connectivity[];
  readonly pods: NamedConnection[];
}

function rowOf(rows: Map<string, Row>, from: string, source: Pod | undefined): Row {
  let row = rows.get(from);
  if (row === undefined) rows.set(from, (row = { source, blocks: [], pods: [] }));
  return row;
}

function* connectionsOf(from: string, { source, blocks, pods }: Row): Generator<NamedConnection> {
  yield* pods;
  if (source === undefined) return;
  const outside = new Map<PortSet, AddressSet>();
  for (const { destinations, ports } of blocks) {
    for (const pod of destinations.pods()) {
      if (!isExempt(source, pod)) yield { from, to: nameOf(pod), ports };
    }
    addTo(outside, ports, destinations.addresses);
  }
  for (const { range, ports } of rangesOf(outside)) yield { from, to: range, ports };
}

interface FromAddresses {
  readonly range: string;
  readonly pod: Pod;
  readonly ports: PortSet;
}

function* fromAddresses(blocks: readonly Connectivity[]): Generator<FromAddresses> {
  const byPod = new Map<Pod, Map<PortSet, AddressSet>>();
  for (const { sources, destinations, ports } of blocks) {
    if (sources.addresses === noAddresses) continue;
    for (const pod of destinations.pods()) {
      let outside = byPod.get(pod);
      if (outside === undefined) byPod.set(pod, (outside = new Map()));
      addTo(outside, ports, sources.addresses);
    }
  }
  for (const [pod, outside] of byPod) for (const each of rangesOf(outside)) yield { pod, ...each };
}

function addTo(byPorts: Map<PortSet, AddressSet>, ports: PortSet, addresses: AddressSet): void {
  byPorts.set(ports, uniteAddresses(byPorts.get(ports) ?? noAddresses, addresses));
}

function* rangesOf(
  byPorts: ReadonlyMap<PortSet, AddressSet>,
): Generator<{ readonly range: string; readonly ports: PortSet }> {
  for (const [ports, addresses] of byPorts) {
    for (const { family, first, last } of addressIntervals(addresses)) {
      const [from, to] = [first, last].map((value) => formatAddress({ family, value }));
      yield { range: `${from}-${to}`, ports };
    }
  }
}

function nameOf(pod: Pod): string {
  return `${pod.namespace}/${podKey(pod)}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

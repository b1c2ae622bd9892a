import { ascending } from '../model/ascending.ts';
import { podKey, type Pod } from '../model/pod.ts';
import type { Connectivity } from '../semantics/engine/connectivity.ts';
import { isExempt } from '../semantics/engine/exempt.ts';
import type { PortSet } from '../semantics/sets/port-set.ts';
import { type OutsideRange, rangesBeyond } from './outside-ranges.ts';
import { type Place, type PlacedLot, placedLots } from './places.ts';

/** One end of connections, and what may be used to connect to it. */
export interface Reached {
  /** `shop/web-1`, `shop/Deployment/web`, or a range such as `0.0.0.0-9.255.255.255`. */
  readonly to: string;
  readonly ports: PortSet;
}

/** What one pod or range of addresses may connect to; of two ends at least one is a pod. */
export interface ConnectionRow {
  readonly from: string;
  /** In order of name; one list for many sources that are treated alike, in which a pod is the same object throughout. */
  readonly reached: readonly Reached[];
  /** The places in that list, ascending, of the pod itself and its own node, between which policies have no say. */
  readonly leftOut: readonly number[];
}

/**
 * Everything that is allowed, uncompacted: each ordered pair of pods, and of a pod and the longest ranges of addresses
 * that are treated alike, in order of `from`, then `to`.
 */
export function* podConnections(blocks: readonly Connectivity[]): Generator<ConnectionRow> {
  const pods = namedPods(blocks);
  const exemptFrom = exemptions(pods);
  const reachedAt = reachedPods(pods);
  const reachedFrom = rowsByPlace(blocks, pods, reachedAt);
  const sources: readonly Source[] = [...pods, ...outsideSources(blocks, pods, reachedAt)];
  for (const source of sources.toSorted((one, other) => ascending(one.name, other.name))) {
    if ('reached' in source) {
      yield { from: source.name, reached: source.reached, leftOut: [] };
      continue;
    }
    const reached = reachedFrom(source.lot.asSource);
    if (reached.length > 0)
      yield { from: source.name, reached, leftOut: placesOf(exemptFrom(source), reached) };
  }
}

interface NamedPod {
  readonly name: string;
  readonly pod: Pod;
  readonly lot: PlacedLot;
}

/** A range of addresses, and the pods that it may connect to. */
interface OutsideSource {
  readonly name: string;
  readonly reached: Reached[];
}

type Source = NamedPod | OutsideSource;

/** The pods by name. */
function namedPods(blocks: readonly Connectivity[]): readonly NamedPod[] {
  const pods: NamedPod[] = [];
  for (const lot of placedLots(blocks))
    for (const pod of lot.pods) pods.push({ name: `${pod.namespace}/${podKey(pod)}`, pod, lot });
  return pods.sort((one, other) => ascending(one.name, other.name));
}

type ReachedAt = (rank: number, ports: PortSet) => Reached;

/** A pod by its rank among the names, as it is reached on these ports: one object, however many reach it so. */
function reachedPods(pods: readonly NamedPod[]): ReachedAt {
  const known = pods.map(() => new Map<PortSet, Reached>());
  return (rank, ports) => {
    const found = known[rank]?.get(ports);
    if (found !== undefined) return found;
    const reached = { to: pods[rank]?.name ?? '', ports };
    known[rank]?.set(ports, reached);
    return reached;
  };
}

/** So many entries of rows are kept for other sources in the same place. */
const mostKept = 2_000_000;

function rowsByPlace(
  blocks: readonly Connectivity[],
  pods: readonly NamedPod[],
  reachedAt: ReachedAt,
): (place: Place) => readonly Reached[] {
  const rankOf = new Map(pods.map(({ pod }, rank) => [pod, rank]));
  const rows = new Map<number, readonly Reached[]>();
  let kept = 0;
  return (place) => {
    const known = rows.get(place.mark);
    if (known !== undefined) return known;
    const own = place.blocks.flatMap((index) => blocks[index] ?? []);
    const row = rowOf(own, rankOf, reachedAt);
    kept += row.length;
    if (kept > mostKept) {
      rows.clear();
      kept = row.length;
    }
    rows.set(place.mark, row);
    return row;
  };
}

function rowOf(
  blocks: readonly Connectivity[],
  rankOf: ReadonlyMap<Pod, number>,
  reachedAt: ReachedAt,
): readonly Reached[] {
  const byRank: (Reached | undefined)[] = Array.from({ length: rankOf.size });
  for (const { destinations, ports } of blocks) {
    for (const pod of destinations.pods()) {
      const rank = rankOf.get(pod);
      if (rank !== undefined) byRank[rank] = reachedAt(rank, ports);
    }
  }
  const row = byRank.filter((reached) => reached !== undefined);
  const outside = rangesBeyond(blocks.map(({ destinations, ports }) => ({ ...destinations, ports })));
  if (outside.length === 0) return row;
  const ranges = outside.map(({ range, ports }) => ({ to: range, ports }));
  return [...ranges, ...row].sort((one, other) => ascending(one.to, other.to));
}

function outsideSources(
  blocks: readonly Connectivity[],
  pods: readonly NamedPod[],
  reachedAt: ReachedAt,
): Iterable<OutsideSource> {
  const rangesAt = new Map<number, readonly OutsideRange[]>();
  const found = new Map<string, OutsideSource>();
  for (const [rank, { lot }] of pods.entries()) {
    const { mark, blocks: among } = lot.asDestination;
    let ranges = rangesAt.get(mark);
    if (ranges === undefined) {
      const own = among.flatMap((index) => blocks[index] ?? []);
      ranges = rangesBeyond(own.map(({ sources, ports }) => ({ ...sources, ports })));
      rangesAt.set(mark, ranges);
    }
    for (const { range, ports } of ranges) {
      const known = found.get(range);
      if (known === undefined) found.set(range, { name: range, reached: [reachedAt(rank, ports)] });
      else known.reached.push(reachedAt(rank, ports));
    }
  }
  return found.values();
}

/** Finds the pods between which and a pod policies have no say. */
function exemptions(pods: readonly NamedPod[]): (source: NamedPod) => readonly NamedPod[] {
  const onNode = Map.groupBy(pods, ({ pod }) => pod.node);
  const hostsOnNode = Map.groupBy(
    pods.filter(({ pod }) => pod.hostNetwork),
    ({ pod }) => pod.node,
  );
  return (source) => {
    const { pod } = source;
    const neighbours = (pod.hostNetwork ? onNode : hostsOnNode).get(pod.node) ?? [];
    return [source, ...neighbours].filter((other) => isExempt(pod, other.pod));
  };
}

function placesOf(pods: readonly NamedPod[], reached: readonly Reached[]): readonly number[] {
  const places = pods.map(({ name }) => placeOf(name, reached)).filter((place) => place !== undefined);
  return [...new Set(places)].sort((one, other) => one - other);
}

/** Where the name is in a list that is in order of names. */
function placeOf(name: string, reached: readonly Reached[]): number | undefined {
  let low = 0;
  let high = reached.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reached[middle] as Reached).to < name) low = middle + 1;
    else high = middle;
  }
  return reached[low]?.to === name ? low : undefined;
}

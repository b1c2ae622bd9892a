import type { Inventory } from '../../src/model/inventory.ts';
import { hasAddress } from '../../src/semantics/sets/address-set.ts';
import type { Profile } from '../../src/semantics/admitting.ts';
import { describeEndpoint, type Connection, type Endpoint } from '../../src/semantics/connection.ts';
import type { Connectivity } from '../../src/semantics/engine/connectivity.ts';
import type { EndpointGroup } from '../../src/semantics/engine/endpoint-group.ts';
import { createEngine, type Engine } from '../../src/semantics/engine/engine.ts';
import { noPorts } from '../../src/semantics/sets/port-set.ts';
import { verdict } from '../../src/semantics/verdict.ts';
import { clusterOf } from '../support/asking.ts';
import type { Flow } from './analyzer.ts';
import { atomsOf, type AddressAtom } from './address-atoms.ts';
import { allowedPorts, portsOfFlows, portsOfSet, samplesOf, type Ports } from './ports.ts';
import type { RandomCluster } from './random-cluster.ts';

/** What was held against each other, and where it was not the same. */
export interface Comparison {
  /** Ordered pairs of a pod and another pod or a range of addresses. */
  readonly pairs: number;
  /** Pairs that may use something and not everything. */
  readonly restricted: number;
  /** Pairs that may use nothing. */
  readonly closed: number;
  /** One line for each answer of ours that is not the analyzer's. */
  readonly differences: readonly string[];
}

interface End {
  readonly name: string;
  /** A pod, or the first and the last address of a range that nobody divides. */
  readonly endpoints: readonly Endpoint[];
}

interface Ours {
  readonly inventory: Inventory;
  readonly profile: Profile;
  readonly engine: Engine;
  readonly map: readonly Connectivity[];
  readonly cluster: RandomCluster;
}

/** Holds all that the analyzer allows against the engine, its map of the whole cluster, and the pairwise reference. */
export function compare(cluster: RandomCluster, flows: readonly Flow[]): Comparison {
  const ours = judge(cluster);
  const atoms = atomsOf(flows, ours.map);
  const ends = [...podEnds(ours.inventory), ...atoms.map(addressEnd)];
  const theirs = expand(flows, atoms);
  const counts = { pairs: 0, restricted: 0, closed: 0 };
  const differences: string[] = [];
  for (const [source, destination] of pairsOf(ends)) {
    const allowed = portsOfFlows(theirs.get(`${source.name} > ${destination.name}`) ?? []);
    counts.pairs += 1;
    if (allowed.text === '') counts.closed += 1;
    else if (!allowed.isEverything) counts.restricted += 1;
    differences.push(...differencesOf(source, destination, allowed, ours));
  }
  return { ...counts, differences };
}

function judge(cluster: RandomCluster): Ours {
  const inventory = clusterOf(...cluster.namespaces, ...cluster.pods, ...cluster.policies);
  const ipBlockMatchesPods = cluster.reading === 'never pods' ? 'cilium' : 'upstream';
  const engine = createEngine(inventory, { ipBlockMatchesPods });
  return { inventory, profile: { ipBlockMatchesPods }, engine, map: engine.connectivity(), cluster };
}

function podEnds({ pods }: Inventory): readonly End[] {
  return [...pods.all()].map((pod) => {
    const endpoint: Endpoint = { kind: 'pod', pod };
    return { name: describeEndpoint(endpoint), endpoints: [endpoint] };
  });
}

function addressEnd({ name, family, first, last }: AddressAtom): End {
  const values = first === last ? [first] : [first, last];
  return { name, endpoints: values.map((value) => ({ kind: 'address', address: { family, value } })) };
}

function* pairsOf(ends: readonly End[]): Generator<readonly [End, End]> {
  for (const source of ends) {
    for (const destination of ends) {
      if (source !== destination && (isPod(source) || isPod(destination))) yield [source, destination];
    }
  }
}

function isPod({ endpoints }: End): boolean {
  return endpoints[0]?.kind === 'pod';
}

function expand(flows: readonly Flow[], atoms: readonly AddressAtom[]): ReadonlyMap<string, readonly Flow[]> {
  const found = new Map<string, Flow[]>();
  for (const flow of flows) {
    for (const source of namesOf(flow.sources, atoms)) {
      for (const destination of namesOf(flow.destinations, atoms)) {
        const pair = `${source} > ${destination}`;
        const list = found.get(pair);
        if (list === undefined) found.set(pair, [flow]);
        else list.push(flow);
      }
    }
  }
  return found;
}

function namesOf({ pods, addresses }: Flow['sources'], atoms: readonly AddressAtom[]): readonly string[] {
  const covered = atoms.filter((atom) =>
    addresses.some(
      ([family, first, last]) =>
        family === atom.family && BigInt(first) <= atom.first && atom.last <= BigInt(last),
    ),
  );
  return [...pods, ...covered.map(({ name }) => name)];
}

function* differencesOf(one: End, other: End, allowed: Ports, ours: Ours): Generator<string> {
  const family = ours.cluster.reading === 'pods by IPv6' ? 6 : 4;
  const version = isPod(one) && isPod(other) ? ({ family } as const) : {};
  for (const source of one.endpoints) {
    for (const destination of other.endpoints) {
      const ends = { source, destination, ...version };
      const name = `${describeEndpoint(source)} > ${describeEndpoint(destination)}`;
      for (const answer of answersOf(ends, allowed, ours)) yield `${name}: they '${allowed.text}', ${answer}`;
    }
  }
}

type Ends = Pick<Connection, 'source' | 'destination' | 'family'>;

/** The answers of ours that are others. */
function* answersOf(ends: Ends, allowed: Ports, ours: Ours): Generator<string> {
  const { source, destination, family } = ends;
  const pair = portsOfSet(ours.engine.connections(source, destination, family) ?? noPorts);
  if (pair !== allowed.text) yield `the engine '${pair}'`;
  // Of pods that differ by IP version the map tells what any version allows.
  if (family === undefined || ours.cluster.reading === 'never pods') {
    const mapped = mappedPorts(ends, ours.map);
    if (mapped !== allowed.text) yield `the map '${mapped}'`;
  }
  for (const traffic of samplesOf(allowed)) {
    const { answer } = verdict({ ...ends, ...traffic }, ours.inventory, ours.profile);
    if (answer !== (allowedPorts(allowed, traffic) ? 'yes' : 'no')) {
      yield `the reference ${answer} to ${JSON.stringify(traffic)}`;
    }
  }
}

function mappedPorts({ source, destination }: Ends, map: readonly Connectivity[]): string {
  const block = map.find(
    ({ sources, destinations }) => isIn(sources, source) && isIn(destinations, destination),
  );
  return portsOfSet(block?.ports ?? noPorts);
}

function isIn(group: EndpointGroup, endpoint: Endpoint): boolean {
  return endpoint.kind === 'pod' ? group.has(endpoint.pod) : hasAddress(group.addresses, endpoint.address);
}

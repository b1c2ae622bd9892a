import type { Family } from '../../src/model/address.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import { hasFinished, podKey } from '../../src/model/pod.ts';
import type { Profile } from '../../src/semantics/admitting.ts';
import { hasAddress } from '../../src/semantics/sets/address-set.ts';
import type { EndpointGroup } from '../../src/semantics/engine/endpoint-group.ts';
import { isExempt } from '../../src/semantics/engine/exempt.ts';
import { familiesOf, type Endpoint, type Traffic } from '../../src/semantics/connection.ts';
import { hasOtherProtocols, hasPort, type PortSet } from '../../src/semantics/sets/port-set.ts';
import { verdict } from '../../src/semantics/verdict.ts';
import { outsideAddresses } from './random-cluster.ts';

/** One port on each side of every border that the random policies draw, of each protocol, and the other protocols. */
export const samples: readonly Traffic[] = [
  ...(['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
    [1, 2, 53, 60, 80, 81, 100, 8080, 9000, 65535].map((port) => ({ protocol, port })),
  ),
  { protocol: 'other' },
];

/** Every endpoint of the cluster that a connection can have, and addresses outside. */
function endpointsOf(inventory: Inventory): readonly Endpoint[] {
  const pods = [...inventory.pods.all()].filter((pod) => !hasFinished(pod));
  return [
    ...pods.map((pod): Endpoint => ({ kind: 'pod', pod })),
    ...outsideAddresses.map((address): Endpoint => ({ kind: 'address', address })),
  ];
}

/** Every ordered pair of endpoints that can meet over some IP version, at least one of them a pod. */
export function* pairsOf(inventory: Inventory): Generator<Pair> {
  const endpoints = endpointsOf(inventory);
  for (const source of endpoints) {
    for (const destination of endpoints) {
      if (source.kind === 'address' && destination.kind === 'address') continue;
      if (sharedFamilies(source, destination) === undefined) continue;
      yield [source, destination];
    }
  }
}

/** An ordered pair of endpoints. */
export type Pair = readonly [source: Endpoint, destination: Endpoint];

/** The pairs that policies have a say in. */
export function judgedPairs(inventory: Inventory): readonly Pair[] {
  return [...pairsOf(inventory)].filter(
    ([one, other]) => one.kind === 'address' || other.kind === 'address' || !isExempt(one.pod, other.pod),
  );
}

/** Whether a group that the engine reports has the endpoint. */
export function isIn(group: EndpointGroup, endpoint: Endpoint): boolean {
  return endpoint.kind === 'pod' ? group.has(endpoint.pod) : hasAddress(group.addresses, endpoint.address);
}

/** The IP versions over which the ends can meet; undefined when they have none in common. */
export function sharedFamilies(
  source: Endpoint,
  destination: Endpoint,
): readonly (Family | undefined)[] | undefined {
  const shared = familiesOf({ source, destination, protocol: 'other' });
  const known = [source, destination].every((end) => end.kind === 'address' || end.pod.addresses.length > 0);
  return known && shared[0] === undefined ? undefined : shared;
}

/** The samples that the pairwise reference certainly allows over one of the families. */
export function allowedSamples(
  source: Endpoint,
  destination: Endpoint,
  inventory: Inventory,
  profile: Profile,
): string {
  const allowed = samples.filter((traffic) =>
    (sharedFamilies(source, destination) ?? []).some((family) => {
      const asked = { ...traffic, source, destination, ...(family === undefined ? {} : { family }) };
      return verdict(asked, inventory, profile).answer === 'yes';
    }),
  );
  return describeSamples(allowed);
}

/** The samples that are in a port set. */
export function samplesIn(ports: PortSet): string {
  return describeSamples(
    samples.filter((traffic) =>
      traffic.protocol === 'other'
        ? hasOtherProtocols(ports)
        : hasPort(ports, traffic.protocol, traffic.port),
    ),
  );
}

/** The samples as one text. */
export function describeSamples(traffics: readonly Traffic[]): string {
  return traffics
    .map((traffic) => ('port' in traffic ? `${traffic.protocol}/${traffic.port}` : 'other'))
    .join(' ');
}

/** The endpoint as failing tests name it. */
export function nameOf(endpoint: Endpoint): string {
  return endpoint.kind === 'pod'
    ? `${endpoint.pod.namespace}/${podKey(endpoint.pod)}`
    : `address ${endpoint.address.value}`;
}

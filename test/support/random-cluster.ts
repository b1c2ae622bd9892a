import * as fc from 'fast-check';

import type { Address } from '../../src/model/address.ts';
import { identification, type Identification } from '../../src/model/identification.ts';
import { namespaceNameLabel, type Namespace } from '../../src/model/namespace.ts';
import type { NetworkPolicy, Peer, PolicyPort, PolicyRule, Protocol } from '../../src/model/networkpolicy.ts';
import type { ContainerPort, Pod, PodOrigin } from '../../src/model/pod.ts';
import { compileSelector, type Requirement, type Selector } from '../../src/model/selector.ts';
import { createStore, ofEveryKind, type Store } from '../../src/model/store.ts';
import type { Profile } from '../../src/semantics/admitting.ts';
import { addressOf, cidrOf } from './read-address.ts';

/**
 * Small clusters that are all corner cases: few keys and values, so that selectors meet labels; values that are empty,
 * keys that are missing, port names with several numbers, blocks whose borders lie between pods, pods on the host
 * network, finished, without address, dual-stack.
 */
export const namespaceNames: readonly string[] = ['a', 'b', 'c'];

const keys = ['app', 'tier', 'constructor'];
const values = ['', 'x', 'y'];
const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const portNames = ['http', 'dns'];
const numbers = [1, 53, 80, 81, 8080, 65535];

const labels: fc.Arbitrary<ReadonlyMap<string, string>> = fc
  .dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { noNullPrototype: true })
  .map((record) => new Map(Object.entries(record)));

const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.array(fc.constantFrom(...values, 'absent'), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
  }),
);

const selector: fc.Arbitrary<Selector> = fc.array(requirement, { maxLength: 2 }).map(compileSelector);

const namespaceSelector: fc.Arbitrary<Selector> = fc.oneof(
  selector,
  fc
    .constantFrom(...namespaceNames)
    .map((name) => compileSelector([{ key: namespaceNameLabel, operator: 'In', values: [name] }])),
);

const cidrs = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/30',
  '10.0.0.2/31',
  '192.0.2.0/24',
  '::/0',
  'fd00::/64',
  'fd00::2/127',
];

const ipBlock: fc.Arbitrary<Peer> = fc.record({
  kind: fc.constant('ipBlock' as const),
  cidr: fc.constantFrom(...cidrs).map(cidrOf),
  except: fc.array(fc.constantFrom(...cidrs).map(cidrOf), { maxLength: 2 }),
});

const podPeer: fc.Arbitrary<Peer> = fc
  .record({
    kind: fc.constant('pods' as const),
    podSelector: fc.option(selector, { nil: undefined }),
    namespaceSelector: fc.option(namespaceSelector, { nil: undefined }),
  })
  .map((peer) =>
    peer.podSelector === undefined && peer.namespaceSelector === undefined
      ? { ...peer, podSelector: compileSelector([]) }
      : peer,
  );

const policyPort: fc.Arbitrary<PolicyPort> = fc.oneof(
  fc.record({ kind: fc.constant('every' as const), protocol: fc.constantFrom(...protocols) }),
  fc.record({
    kind: fc.constant('named' as const),
    protocol: fc.constantFrom(...protocols),
    name: fc.constantFrom(...portNames),
  }),
  fc
    .record({
      protocol: fc.constantFrom(...protocols),
      ends: fc.tuple(fc.constantFrom(...numbers), fc.constantFrom(...numbers)),
    })
    .map(({ protocol, ends: [one, other] }) => ({
      kind: 'range' as const,
      protocol,
      first: Math.min(one, other),
      last: Math.max(one, other),
    })),
);

const rule: fc.Arbitrary<PolicyRule> = fc.record({
  peers: fc.array(fc.oneof(podPeer, podPeer, ipBlock), { maxLength: 3, size: 'max' }),
  ports: fc.array(policyPort, { maxLength: 2, size: 'max' }),
});

const rules = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 3, arbitrary: fc.array(rule, { minLength: 1, maxLength: 3, size: 'max' }) },
);

/** A policy of one of the three namespaces, under one of three names. */
export const randomPolicy: fc.Arbitrary<NetworkPolicy> = fc.record({
  namespace: fc.constantFrom(...namespaceNames),
  name: fc.constantFrom('one', 'two', 'three'),
  podSelector: fc.oneof(fc.constant(compileSelector([])), selector),
  isolates: fc.constantFrom(['ingress'] as const, ['egress'] as const, ['ingress', 'egress'] as const),
  ingress: rules,
  egress: rules,
});

const addresses: fc.Arbitrary<readonly Address[]> = fc
  .constantFrom<string[]>(
    [],
    ['10.0.0.1'],
    ['10.0.0.2'],
    ['10.0.0.5'],
    ['192.0.2.7', 'fd00::1'],
    ['10.0.0.3', 'fd00::2'],
    ['fd00::3'],
    ['::ffff:10.0.0.1'],
  )
  .map((texts) => texts.map(addressOf));

const containerPort: fc.Arbitrary<ContainerPort> = fc.record({
  name: fc.constantFrom(undefined, ...portNames),
  protocol: fc.constantFrom(...protocols),
  port: fc.constantFrom(...numbers),
});

/** A pod of one of the namespaces, under one of few names. */
export const randomPod: fc.Arbitrary<Pod> = fc.record({
  namespace: fc.constantFrom(...namespaceNames),
  name: fc.constantFrom('p', 'q', 'r', 's'),
  labels,
  addresses,
  ports: fc.array(containerPort, { maxLength: 3 }),
  hostNetwork: fc.constantFrom(false, false, false, true),
  dnsPolicy: fc.constant('ClusterFirst' as const),
  phase: fc.constantFrom(
    'Running' as const,
    'Running' as const,
    'Running' as const,
    'Pending' as const,
    'Failed' as const,
  ),
  node: fc.constantFrom('n1', 'n2', undefined),
  origin: fc.constantFrom<PodOrigin>('Pod', 'Pod', 'Pod', 'Deployment'),
});

/** A namespace object with its name among its labels. */
export const randomNamespace: fc.Arbitrary<Namespace> = fc
  .record({ name: fc.constantFrom(...namespaceNames), labels })
  .map(({ name, labels: own }) => ({ name, labels: new Map([...own, [namespaceNameLabel, name]]) }));

/** Anything that can happen to the cluster: objects put, and by the same description taken away. */
export const randomEvent: fc.Arbitrary<Event> = fc.oneof(
  randomPod.map((object): Event => ({ kind: 'pods', gone: false, object })),
  randomPolicy.map((object): Event => ({ kind: 'policies', gone: false, object })),
  randomNamespace.map((object): Event => ({ kind: 'namespaces', gone: false, object })),
  randomPod.map((object): Event => ({ kind: 'pods', gone: true, object })),
  randomPolicy.map((object): Event => ({ kind: 'policies', gone: true, object })),
  randomNamespace.map((object): Event => ({ kind: 'namespaces', gone: true, object })),
);

/** One object put, or the one of its name taken away. */
export type Event =
  | { readonly kind: 'pods'; readonly gone: boolean; readonly object: Pod }
  | { readonly kind: 'policies'; readonly gone: boolean; readonly object: NetworkPolicy }
  | { readonly kind: 'namespaces'; readonly gone: boolean; readonly object: Namespace };

/** Addresses on both sides of the borders of the blocks. */
export const outsideAddresses: readonly Address[] = [
  '10.0.0.1',
  '10.0.0.4',
  '192.0.2.1',
  '203.0.113.9',
  'fd00::1',
  '2001:db8::1',
].map(addressOf);

/** A cluster as the events that made it, enough of each kind to meet. */
export const randomEvents: fc.Arbitrary<readonly Event[]> = fc
  .tuple(
    fc.array(randomNamespace, { maxLength: 3 }),
    fc.array(randomPod, { minLength: 4, maxLength: 9, size: 'max' }),
    fc.array(randomPolicy, { minLength: 2, maxLength: 7, size: 'max' }),
    fc.array(randomEvent, { maxLength: 4, size: 'max' }),
  )
  .map(([namespaces, pods, policies, more]) => [
    ...namespaces.map((object): Event => ({ kind: 'namespaces', gone: false, object })),
    ...pods.map((object): Event => ({ kind: 'pods', gone: false, object })),
    ...policies.map((object): Event => ({ kind: 'policies', gone: false, object })),
    ...more,
  ]);

/** Both readings of ipBlock. */
export const randomProfile: fc.Arbitrary<Profile> = fc
  .constantFrom('upstream' as const, 'cilium' as const)
  .map((ipBlockMatchesPods) => ({ ipBlockMatchesPods }));

/** A store in which these events have happened. */
export function playEvents(events: readonly Event[]): Store {
  const complete = { state: 'complete' } as const;
  const store = createStore(ofEveryKind(complete));
  for (const event of events) playEvent(store, event);
  return store;
}

/** Lets one event happen in a store. */
export function playEvent(store: Store, { kind, gone, object }: Event): void {
  const { namespaceOf, keyOf } = identification[kind] as Identification<typeof object>;
  if (gone) store.remove(kind, namespaceOf(object), keyOf(object));
  else store.put(kind, object);
}

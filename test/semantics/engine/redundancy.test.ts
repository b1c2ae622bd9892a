import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import type { Inventory } from '../../../src/model/inventory.ts';
import type { NetworkPolicy } from '../../../src/model/networkpolicy.ts';
import type { Store } from '../../../src/model/store.ts';
import { createEngine, type Engine } from '../../../src/semantics/engine/engine.ts';
import type { RedundantPolicy } from '../../../src/semantics/engine/redundancy.ts';
import { compileSelector, everything } from '../../../src/model/selector.ts';
import { nameOf, pairsOf } from '../../support/pair-oracle.ts';
import {
  namespaceNames,
  playEvent,
  playEvents,
  type Event,
  randomEvents,
  randomPod,
  randomPolicy,
  randomProfile,
} from '../../support/random-cluster.ts';

/** Random policies hardly ever cover one another; some here are twins, wider or narrower copies. */
const kindredEvents: fc.Arbitrary<readonly Event[]> = fc
  .tuple(
    randomEvents,
    fc.array(fc.tuple(randomPolicy, fc.constantFrom('twin', 'wider', 'fewer'), fc.nat({ max: 2 })), {
      maxLength: 4,
    }),
  )
  .map(([events, kin]) => [
    ...events,
    ...kin.flatMap(([policy, kind, suffix]): Event[] => {
      const relative = { ...policy, ...change(policy, kind), name: `kin-${suffix}` };
      return [policy, relative].map((object) => ({ kind: 'policies', gone: false, object }));
    }),
  ]);

function change(policy: NetworkPolicy, kind: string): Partial<NetworkPolicy> {
  if (kind === 'wider') return { podSelector: everything };
  return kind === 'fewer' ? { ingress: policy.ingress.slice(1), egress: policy.egress.slice(1) } : {};
}

function redundantIn(engine: Engine): readonly RedundantPolicy[] {
  return namespaceNames.flatMap((name) => engine.redundancy(name));
}

function removeAll(store: Store, policies: readonly NetworkPolicy[]): void {
  for (const object of policies) playEvent(store, { kind: 'policies', gone: true, object });
}

function allVerdicts(engine: Engine, inventory: Inventory): readonly string[] {
  return [...pairsOf(inventory)].map(
    ([source, destination]) =>
      `${nameOf(source)} to ${nameOf(destination)}: ${engine.connections(source, destination)?.id}`,
  );
}

describe('redundant policies', () => {
  test('can all go together and no verdict changes; then nothing is redundant any more', () => {
    let found = 0;
    fc.assert(
      fc.property(kindredEvents, randomProfile, (events, profile) => {
        const store = playEvents(events);
        const engine = createEngine(store.inventory, profile);
        const redundant = redundantIn(engine);
        found += redundant.length;
        const before = allVerdicts(engine, store.inventory);
        removeAll(
          store,
          redundant.map(({ policy }) => policy),
        );
        const after = createEngine(store.inventory, profile);
        assert.deepEqual(allVerdicts(after, store.inventory), before);
        assert.deepEqual(redundantIn(after), []);
      }),
      { numRuns: 200 },
    );
    assert.ok(found > 20, `only ${found} redundant policies were generated`);
  });

  test('are covered by policies that stay: alone with these nothing changes, without any one of them something does', () => {
    fc.assert(
      fc.property(kindredEvents, randomProfile, (events, profile) => {
        const store = playEvents(events);
        const redundant = redundantIn(createEngine(store.inventory, profile));
        const going = new Set(redundant.map(({ policy }) => policy));
        for (const { policy, coveredBy } of redundant) {
          assert.ok(coveredBy.length > 0 && coveredBy.every((other) => !going.has(other)));
          assert.equal(isStillRedundant(store.inventory, policy, coveredBy, profile), true);
          for (const other of coveredBy) {
            const rest = coveredBy.filter((each) => each !== other);
            assert.equal(isStillRedundant(store.inventory, policy, rest, profile), false);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('that are always redundant stay so whatever pods come', () => {
    let found = 0;
    fc.assert(
      fc.property(
        kindredEvents,
        fc.array(randomPod, { maxLength: 6 }),
        randomProfile,
        (events, pods, profile) => {
          const store = playEvents(events);
          const redundant = redundantIn(createEngine(store.inventory, profile));
          const always = redundant
            .filter(({ strength }) => strength === 'always')
            .map(({ policy }) => policy);
          found += always.length;
          removeAll(
            store,
            redundant.flatMap(({ policy }) => (always.includes(policy) ? [] : [policy])),
          );
          for (const name of namespaceNames)
            playEvent(store, {
              kind: 'namespaces',
              gone: false,
              object: { name, labels: new Map([['kubernetes.io/metadata.name', name]]) },
            });
          for (const object of pods) playEvent(store, { kind: 'pods', gone: false, object });
          const before = allVerdicts(createEngine(store.inventory, profile), store.inventory);
          removeAll(store, always);
          assert.deepEqual(allVerdicts(createEngine(store.inventory, profile), store.inventory), before);
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(found > 20, `only ${found} policies were always redundant`);
  });

  function isStillRedundant(
    inventory: Inventory,
    policy: NetworkPolicy,
    others: readonly NetworkPolicy[],
    profile: Parameters<typeof createEngine>[1],
  ): boolean {
    const store = playEvents([]);
    for (const object of inventory.namespaces.all()) store.put('namespaces', object);
    for (const object of inventory.pods.all()) store.put('pods', object);
    for (const object of others) store.put('policies', object);
    return createEngine(store.inventory, profile).redundancyOf({ ...policy, name: 'newest' }) !== undefined;
  }

  const web = compileSelector([{ key: 'app', operator: 'In', values: ['x'] }]);
  const base: NetworkPolicy = {
    namespace: 'a',
    name: 'first',
    podSelector: everything,
    isolates: ['ingress'],
    ingress: [],
    egress: [],
  };
  const pod = {
    namespace: 'a',
    name: 'p',
    labels: new Map([['app', 'x']]),
    addresses: [],
    ports: [],
    hostNetwork: false,
    dnsPolicy: 'None',
    phase: 'Running',
    node: undefined,
    origin: 'Pod',
  } as const;

  function answersFor(policies: readonly NetworkPolicy[], newest?: NetworkPolicy): readonly string[] {
    const store = playEvents([
      { kind: 'pods', gone: false, object: pod },
      ...policies.map((object): Event => ({ kind: 'policies', gone: false, object })),
    ]);
    const engine = createEngine(store.inventory);
    const found = newest === undefined ? engine.redundancy('a') : [engine.redundancyOf(newest) ?? []].flat();
    return found.map(
      ({ policy, strength, coveredBy }) =>
        `${policy.name} ${strength} by ${coveredBy.map(({ name }) => name).join(', ')}`,
    );
  }

  test('of twins the first by name stays, never neither', () => {
    assert.deepEqual(answersFor([{ ...base, name: 'second' }, base]), ['second always by first']);
  });

  test('the newest goes first, whatever its name', () => {
    assert.deepEqual(answersFor([{ ...base, name: 'second' }], base), ['first always by second']);
  });

  test('a policy for some pods is redundant now when these are all pods there are', () => {
    assert.deepEqual(answersFor([base, { ...base, name: 'any', podSelector: web }]), ['first now by any']);
  });

  test('a policy that only isolates is needed where no other does', () => {
    assert.deepEqual(answersFor([base, { ...base, name: 'other', isolates: ['egress'] }]), []);
  });

  test('a policy that selects no pod is not called redundant', () => {
    const nobody = compileSelector([{ key: 'app', operator: 'In', values: ['nobody'] }]);
    assert.deepEqual(answersFor([base, { ...base, name: 'other', podSelector: nobody }]), []);
  });
});

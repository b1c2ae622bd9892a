import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import type { NetworkPolicy } from '../../../src/model/networkpolicy.ts';
import { compileSelector, everything } from '../../../src/model/selector.ts';
import { haveSameMeaning, isPolicyCovered } from '../../../src/semantics/redundancy/coverage.ts';
import { createEngine } from '../../../src/semantics/engine/engine.ts';
import { compilePolicy } from '../../../src/semantics/policy-terms.ts';
import { nameOf, pairsOf } from '../../support/pair-oracle.ts';
import { playEvents, type Event, randomEvents, randomPolicy } from '../../support/random-cluster.ts';

const policyOfA = randomPolicy.map((policy) => ({ ...policy, namespace: 'a' }));

/** What the policies, and no others, allow in a cluster, as text. */
function allowedUnder(events: readonly Event[], policies: readonly NetworkPolicy[]): readonly string[] {
  const store = playEvents(events.filter(({ kind }) => kind !== 'policies'));
  for (const name of ['a', 'b', 'c']) {
    const labels = store.inventory.namespaces.get(name)?.labels ?? new Map();
    store.put('namespaces', { name, labels: new Map([...labels, ['kubernetes.io/metadata.name', name]]) });
  }
  for (const [index, policy] of policies.entries())
    store.put('policies', { ...policy, name: `policy-${index}` });
  const engine = createEngine(store.inventory);
  return [...pairsOf(store.inventory)].map(
    ([source, destination]) =>
      `${nameOf(source)} ${nameOf(destination)} ${engine.connections(source, destination)?.id}`,
  );
}

describe('coverage whatever pods exist', () => {
  test('what is covered can go in any cluster', () => {
    let covered = 0;
    fc.assert(
      fc.property(
        randomEvents,
        fc.array(policyOfA, { minLength: 1, maxLength: 4 }),
        policyOfA,
        (events, others, policy) => {
          const terms = others.map((other, index) => compilePolicy(other, index));
          if (!isPolicyCovered(compilePolicy(policy, -1), terms)) return;
          covered += 1;
          assert.deepEqual(allowedUnder(events, [...others, policy]), allowedUnder(events, others));
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(covered > 10, `only ${covered} policies were covered`);
  });

  test('a policy covers itself, and means the same as itself rearranged', () => {
    fc.assert(
      fc.property(policyOfA, (policy) => {
        const rearranged: NetworkPolicy = {
          ...policy,
          name: 'other',
          podSelector: compileSelector(policy.podSelector.requirements.toReversed()),
          ingress: policy.ingress
            .map(({ peers, ports }) => ({ peers: peers.toReversed(), ports: ports.toReversed() }))
            .reverse(),
          egress: [...policy.egress, ...policy.egress],
        };
        assert.ok(haveSameMeaning(policy, rearranged));
        assert.ok(!haveSameMeaning(policy, { ...rearranged, namespace: 'b' }));
      }),
    );
  });

  const base: NetworkPolicy = {
    namespace: 'a',
    name: 'p',
    podSelector: everything,
    isolates: ['ingress'],
    ingress: [],
    egress: [],
  };
  const both: NetworkPolicy = { ...base, isolates: ['ingress', 'egress'] };
  const x = compileSelector([{ key: 'app', operator: 'In', values: ['x'] }]);
  const notX = compileSelector([{ key: 'app', operator: 'NotIn', values: ['x'] }]);

  const cases: readonly (readonly [
    what: string,
    policy: NetworkPolicy,
    others: readonly NetworkPolicy[],
    covered: boolean,
  ])[] = [
    ['no policy covers an isolation that nothing else does', base, [], false],
    ['isolation of one direction does not cover the other', base, [{ ...base, isolates: ['egress'] }], false],
    ['isolation of both covers one', base, [both], true],
    [
      'two selectors that leave no pod out cover all pods',
      base,
      [
        { ...base, podSelector: x },
        { ...base, podSelector: notX },
      ],
      true,
    ],
    ['one of them does not', base, [{ ...base, podSelector: notX }], false],
    ['dead rules need no cover', { ...base, egress: [{ peers: [], ports: [] }] }, [base], true],
    [
      'a policy that selects no pod whatever comes is covered by none',
      { ...base, podSelector: compileSelector([...x.requirements, ...notX.requirements]) },
      [],
      true,
    ],
  ];
  for (const [what, policy, others, covered] of cases) {
    test(what, () => {
      const terms = others.map((other, index) => compilePolicy(other, index));
      assert.equal(isPolicyCovered(compilePolicy(policy, -1), terms), covered);
    });
  }

  test('a question that falls into too many pieces is not answered yes', () => {
    const keyed = (index: number): NetworkPolicy => ({
      ...base,
      podSelector: compileSelector(
        Array.from({ length: 10 }, (_, key) => ({
          key: `k${key}`,
          operator: 'In' as const,
          values: [`v${index}`],
        })),
      ),
    });
    const others = Array.from({ length: 200 }, (_, index) => compilePolicy(keyed(index), index));
    assert.equal(isPolicyCovered(compilePolicy(base, -1), others), false);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { Inventory } from '../../src/model/inventory.ts';
import type { Answer } from '../../src/semantics/answer.ts';
import type { Endpoint, Traffic } from '../../src/semantics/connection.ts';
import { isolating } from '../../src/semantics/isolation.ts';
import { verdict } from '../../src/semantics/verdict.ts';
import { clusterOf, endpoint, traffic } from '../support/asking.ts';
import { namespace, policy, type ApiObject } from '../support/cluster-objects.ts';
import { randomCluster, randomSpec, type RandomCluster } from '../support/random-objects.ts';

const traffics: readonly Traffic[] = ['TCP 53', 'TCP 80', 'UDP 53', 'UDP 81', 'SCTP 80', 'other'].map(
  traffic,
);

function ends(inventory: Inventory): readonly Endpoint[] {
  const addresses = ['10.0.0.2', '10.0.0.200', 'fd00::1'].map((text) => endpoint(text, inventory));
  return [...[...inventory.pods.all()].map((pod) => ({ kind: 'pod', pod }) as const), ...addresses];
}

interface Asked {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly traffic: Traffic;
  readonly answer: Answer;
}

/** The answer for every connection that could be asked about. */
function everyAnswer(inventory: Inventory): readonly Asked[] {
  const answers: Asked[] = [];
  for (const source of ends(inventory)) {
    for (const destination of ends(inventory)) {
      for (const each of traffics) {
        const { answer } = verdict({ source, destination, ...each }, inventory);
        answers.push({ source, destination, traffic: each, answer });
      }
    }
  }
  return answers;
}

function answersOf(inventory: Inventory): readonly Answer[] {
  return everyAnswer(inventory).map(({ answer }) => answer);
}

function clusterWith({ facts }: RandomCluster, policies: readonly ApiObject[]): Inventory {
  return clusterOf(...facts, ...policies);
}

/** The value with every list in it the other way round: policies' rules, peers, ports, expressions and their values. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).toReversed();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, reversed(each)]));
}

/** The same policies under names that sort the other way round. */
function renamed(policies: readonly ApiObject[]): readonly ApiObject[] {
  return policies.map((each, index) => {
    const { namespace: where } = each['metadata'] as { readonly namespace: string };
    return policy(`${where}/q${policies.length - index}`, each['spec']);
  });
}

/** `given` as far as it goes: an answer may become known, but a known one does not change. */
function onlyLearns(before: Answer, after: Answer): boolean {
  return before === 'unknown' || before === after;
}

const runs = { numRuns: 150 };

describe('laws', () => {
  it('the order of policies, rules, peers, ports, expressions and values does not matter', () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const turned = renamed(cluster.policies).map((each) => reversed(each) as ApiObject);
        const expected = answersOf(clusterWith(cluster, cluster.policies));
        assert.deepEqual(answersOf(clusterWith(cluster, turned)), expected);
      }),
      runs,
    );
  });

  it('a policy stated twice is stated once', () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const expected = answersOf(clusterWith(cluster, cluster.policies));
        const twice = [...cluster.policies, ...renamed(cluster.policies)];
        assert.deepEqual(answersOf(clusterWith(cluster, twice)), expected);
      }),
      runs,
    );
  });

  it('a policy changes nothing between endpoints that it does not isolate', () => {
    fc.assert(
      fc.property(randomCluster, randomSpec, (cluster, spec) => {
        const before = everyAnswer(clusterWith(cluster, cluster.policies));
        const inventory = clusterWith(cluster, [...cluster.policies, policy('a/added', spec)]);
        const after = everyAnswer(inventory);
        for (const [index, { source, destination, answer }] of before.entries()) {
          const touched =
            isIsolatedByAdded(source, 'egress', inventory) ||
            isIsolatedByAdded(destination, 'ingress', inventory);
          if (!touched) assert.equal(after[index]?.answer, answer);
        }
      }),
      runs,
    );
  });

  it('where the pods were isolated already, one more policy takes nothing away', () => {
    const isolate = ['a', 'b', 'c'].map((where) =>
      policy(`${where}/isolate`, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    );
    fc.assert(
      fc.property(randomCluster, randomSpec, (cluster, spec) => {
        const policies = [...isolate, ...cluster.policies];
        const before = answersOf(clusterWith(cluster, policies));
        const after = answersOf(clusterWith(cluster, [...policies, policy('a/added', spec)]));
        for (const [index, answer] of before.entries()) {
          if (answer === 'yes') assert.equal(after[index], 'yes');
          if (answer === 'unknown') assert.notEqual(after[index], 'no');
        }
      }),
      runs,
    );
  });

  it('an allow-all cannot be overridden', () => {
    const allow = ['a', 'b', 'c'].map((where) =>
      policy(`${where}/allow`, {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{}],
        egress: [{}],
      }),
    );
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const open = answersOf(clusterWith(cluster, []));
        assert.deepEqual(answersOf(clusterWith(cluster, [...cluster.policies, ...allow])), open);
        assert.ok(!open.includes('unknown'));
      }),
      runs,
    );
  });

  it('knowing more about a namespace never changes an answer, only settles open ones', () => {
    fc.assert(
      fc.property(
        randomCluster,
        fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('x', 'y')),
        (cluster, labels) => {
          const before = answersOf(clusterWith(cluster, cluster.policies));
          const after = answersOf(clusterOf(...cluster.facts, namespace('c', labels), ...cluster.policies));
          assert.ok(before.every((answer, index) => onlyLearns(answer, after[index] ?? 'unknown')));
        },
      ),
      runs,
    );
  });

  it('where both IP versions would do, the answer is theirs when they agree, and open when they do not', () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const inventory = clusterWith(cluster, cluster.policies);
        for (const { source, destination, traffic: each, answer } of everyAnswer(inventory)) {
          if (!isDualStack(source) || !isDualStack(destination)) continue;
          const [one, other] = ([4, 6] as const).map(
            (family) => verdict({ source, destination, ...each, family }, inventory).answer,
          );
          assert.equal(answer, one === other ? one : 'unknown');
        }
      }),
      runs,
    );
  });
});

function isIsolatedByAdded(end: Endpoint, direction: 'egress' | 'ingress', inventory: Inventory): boolean {
  return end.kind === 'pod' && isolating(end.pod, direction, inventory).some(({ name }) => name === 'added');
}

function isDualStack(end: Endpoint): boolean {
  return end.kind === 'pod' && end.pod.addresses.length === 2;
}

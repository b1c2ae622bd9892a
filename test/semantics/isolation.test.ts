import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isolating } from '../../src/semantics/isolation.ts';
import { selectsPod } from '../../src/semantics/selecting.ts';
import { clusterOf } from '../support/asking.ts';
import { pod, policy } from '../support/cluster-objects.ts';

const app = { podSelector: { matchLabels: { app: 'web' } } };
const cluster = clusterOf(
  pod('shop/web', { labels: { app: 'web' } }),
  pod('shop/host', { labels: { app: 'web' }, hostNetwork: true }),
  pod('office/web', { labels: { app: 'web' } }),
  policy('shop/both', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  policy('shop/in', app),
  policy('shop/other', { podSelector: { matchLabels: { app: 'db' } } }),
  policy('shop/out', { ...app, policyTypes: ['Egress'] }),
);

function names(at: readonly [string, string], direction: 'ingress' | 'egress'): readonly string[] {
  const found = cluster.pods.get(...at);
  assert.ok(found);
  return isolating(found, direction, cluster).map(({ name }) => name);
}

describe('the policies that isolate a pod', () => {
  it('are those of its namespace that select it and list the direction', () => {
    assert.deepEqual(names(['shop', 'web'], 'ingress'), ['both', 'in']);
    assert.deepEqual(names(['shop', 'web'], 'egress'), ['both', 'out']);
    assert.deepEqual(names(['office', 'web'], 'ingress'), []);
  });

  it('are none on the host network', () => {
    assert.deepEqual(names(['shop', 'host'], 'ingress'), []);
  });

  it('never select a pod of another namespace', () => {
    const [everyPod] = cluster.policies.in('shop');
    const [here, there] = [cluster.pods.get('shop', 'web'), cluster.pods.get('office', 'web')];
    assert.ok(everyPod && here && there);
    assert.equal(selectsPod(everyPod, here), true);
    assert.equal(selectsPod(everyPod, there), false);
  });
});

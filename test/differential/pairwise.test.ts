import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { allowedSamples, nameOf, pairsOf, samplesIn } from '../support/pair-oracle.ts';
import {
  type Event,
  playEvents,
  randomNamespace,
  randomPod,
  randomPolicy,
  randomProfile,
} from '../support/random-cluster.ts';
import { clusterCount } from './cluster-count.ts';

/** Up to 60 pods, of both IP versions, on the host network, finished and pending ones among them, and 20 policies. */
const largeCluster: fc.Arbitrary<readonly Event[]> = fc
  .tuple(
    fc.array(randomNamespace, { maxLength: 3 }),
    fc.array(randomPod, { minLength: 20, maxLength: 60, size: 'max' }),
    fc.array(randomPolicy, { minLength: 4, maxLength: 20, size: 'max' }),
  )
  .map(([namespaces, pods, policies]) => [
    ...namespaces.map((object): Event => ({ kind: 'namespaces', gone: false, object })),
    ...pods.map((pod, index): Event => ({
      kind: 'pods',
      gone: false,
      object: { ...pod, name: `${pod.name}${index}` },
    })),
    ...policies.map((policy, index): Event => ({
      kind: 'policies',
      gone: false,
      object: { ...policy, name: `${policy.name}${index}` },
    })),
  ]);

const clusters = clusterCount(300);

test(`in ${clusters} larger clusters the engine allows what the pairwise reference allows`, (context) => {
  const sum = { pairs: 0, restricted: 0, closed: 0 };
  const agreement = fc.property(largeCluster, randomProfile, (events, profile) => {
    const { inventory } = playEvents(events);
    const engine = createEngine(inventory, profile);
    for (const [source, destination] of pairsOf(inventory)) {
      const ports = engine.connections(source, destination);
      assert.ok(ports !== undefined);
      const samples = samplesIn(ports);
      sum.pairs += 1;
      if (samples === '') sum.closed += 1;
      else if (!samples.endsWith('other')) sum.restricted += 1;
      const expected = allowedSamples(source, destination, inventory, profile);
      assert.equal(samples, expected, `${nameOf(source)} to ${nameOf(destination)}`);
    }
  });
  fc.assert(agreement, { numRuns: clusters, seed: 1 });
  context.diagnostic(`${sum.pairs} pairs: ${sum.restricted} restricted, ${sum.closed} closed`);
  assert.ok(sum.pairs > clusters * 500, `only ${sum.pairs} pairs were compared`);
  assert.ok(sum.restricted > sum.pairs / 50, `only ${sum.restricted} pairs may use some ports and not all`);
  assert.ok(sum.closed > sum.pairs / 50, `only ${sum.closed} pairs may use none`);
});

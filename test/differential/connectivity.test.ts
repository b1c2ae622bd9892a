import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { installAnalyzer, startAnalyzer } from './analyzer.ts';
import { asTheAnalyzerReads } from './as-the-analyzer-reads.ts';
import { compare } from './compare.ts';
import { clusterCount } from './cluster-count.ts';
import { randomCluster } from './random-cluster.ts';

const clusters = clusterCount(1500);

/** What has been compared so far. */
interface Sum {
  clusters: number;
  pairs: number;
  restricted: number;
  closed: number;
}

/** Compares random clusters with an analyzer of its own, and adds up what it compared. */
async function compareSome(numRuns: number, seed: number, sum: Sum): Promise<void> {
  const analyzer = startAnalyzer();
  const agreement = fc.asyncProperty(randomCluster, async (cluster) => {
    const flows = await analyzer.analyze(asTheAnalyzerReads(cluster));
    const { differences, pairs, restricted, closed } = compare(cluster, flows);
    sum.clusters += 1;
    sum.pairs += pairs;
    sum.restricted += restricted;
    sum.closed += closed;
    assert.deepEqual(differences.slice(0, 10), []);
  });
  try {
    await fc.assert(agreement, { numRuns, seed });
  } finally {
    analyzer.stop();
  }
}

describe('network-config-analyzer', () => {
  before(installAnalyzer);

  it(`allows the same between all pods and addresses of ${clusters} random clusters`, async (test) => {
    const sum = { clusters: 0, pairs: 0, restricted: 0, closed: 0 };
    const half = Math.ceil(clusters / 2);
    await Promise.all([compareSome(half, 1, sum), compareSome(half, 2, sum)]);
    test.diagnostic(
      `${sum.pairs} pairs of ${sum.clusters} clusters: ${sum.restricted} restricted, ${sum.closed} closed`,
    );
    assert.ok(sum.clusters >= clusters);
    assert.ok(sum.pairs > clusters * 150, `only ${sum.pairs} pairs were compared`);
    assert.ok(sum.restricted > sum.pairs / 20, `only ${sum.restricted} pairs may use some ports and not all`);
    assert.ok(sum.closed > sum.pairs / 20, `only ${sum.closed} pairs may use none`);
  });
});

import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { test } from 'node:test';
import { synced } from '../support/synced.ts';
import { pod, watchedCluster } from '../support/watched-cluster.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const heapUsed = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

test('20,000 pods take less than a kilobyte each, whatever else stands in them', async () => {
  const managedFields = 'x'.repeat(2000);
  // Loads what the first connection loads.
  await watchedCluster();
  let before = 0;
  const { watch, store } = await watchedCluster((server) => {
    for (let index = 0; index < 20_000; index += 1) {
      const { metadata, ...rest } = pod(`web-${index}`, { app: `app-${index % 100}`, tier: 'front' });
      const heavy = { ...metadata, managedFields };
      server.put('pods', { ...rest, metadata: heavy });
    }
    before = heapUsed();
  });
  await synced(watch);
  assert.equal(store.inventory.pods.size, 20_000);
  const each = (heapUsed() - before) / 20_000;
  assert.ok(each < 1024, `${each} bytes a pod`);
});

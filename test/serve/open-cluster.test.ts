import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCluster } from '../../src/serve/open-cluster.ts';
import { temporaryDirectory, writeKubeconfig } from '../support/connection.ts';
import { startListWatchServer } from '../support/list-watch-server.ts';
import { keptLog } from '../support/server-parts.ts';
import { until } from '../support/until.ts';
import { pod } from '../support/watched-cluster.ts';

test('the objects of a folder are a cluster without a watch', async () => {
  const { log } = keptLog();
  const source = { kind: 'files', folder: 'examples/cluster' } as const;
  const opened = await openCluster(source, { environment: {}, log });
  assert.ok('cluster' in opened && opened.live === undefined);
  assert.ok(opened.cluster.pods.size > 0 && opened.cluster.engine !== undefined);
});

test('a cluster is watched, and the log says what happens', async () => {
  const server = await startListWatchServer();
  after(() => server.stop());
  server.put('pods', pod('web'));
  const cluster = { server: server.url, 'insecure-skip-tls-verify': true };
  const kubeconfig = writeKubeconfig(temporaryDirectory(), cluster, { token: 'secret' });
  const { log, lines } = keptLog();
  const source = { kind: 'live', kubeconfig, context: undefined } as const;
  const opened = await openCluster(source, { environment: {}, log });
  assert.ok('cluster' in opened && opened.live !== undefined);
  await until('the pods are listed', () =>
    lines.some((line) => line['event'] === 'listed' && line['kind'] === 'pods'),
  );
  assert.equal(opened.cluster.pods.size, 1);
  await opened.live.close();
});

test('without a cluster to watch it says why', async () => {
  const source = { kind: 'live', kubeconfig: '/nowhere', context: undefined } as const;
  const opened = await openCluster(source, { environment: {}, log: keptLog().log });
  assert.deepEqual(opened, { problem: 'no cluster to watch: no kubeconfig at /nowhere' });
});

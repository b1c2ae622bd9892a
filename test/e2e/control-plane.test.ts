import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startControlPlane, type ControlPlane } from './support/control-plane.ts';

let cluster: ControlPlane;
before(async () => {
  cluster = await startControlPlane();
});
after(() => cluster.stop());

test('the API server is the version that the module names, and kubectl speaks to it', async () => {
  const versions = JSON.parse(await cluster.succeed(['version', '-o', 'json'])) as {
    serverVersion: { gitVersion: string };
    clientVersion: { gitVersion: string };
  };
  assert.equal(versions.serverVersion.gitVersion, 'v1.36.3');
  assert.equal(versions.clientVersion.gitVersion, 'v1.36.3');
});

test('what was written before a restart of the API server is there after it', async () => {
  await cluster.succeed(['create', 'namespace', 'kept']);
  await cluster.stopApiServer();
  assert.notEqual((await cluster.kubectl(['get', 'namespace', 'kept'])).status, 0);
  await cluster.startApiServer();
  assert.equal(
    await cluster.succeed(['get', 'namespace', 'kept', '-o', 'jsonpath={.metadata.name}']),
    'kept',
  );
});

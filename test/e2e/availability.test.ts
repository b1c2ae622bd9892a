import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startControlPlane, type ControlPlane } from './support/control-plane.ts';
import { eventually } from './support/eventually.ts';
import { install, installedName } from './support/installation.ts';
import type { Outcome } from './support/kubectl.ts';
import { policyYaml, specs } from './support/policies.ts';
import { openShops, placePods } from './support/shop.ts';
import { startWebhook, type Webhook } from './support/webhook.ts';

let cluster: ControlPlane;
let webhook: Webhook;
before(async () => {
  cluster = await startControlPlane();
  await openShops(cluster, { shop: {} });
  webhook = await startWebhook(cluster);
});
after(async () => {
  await webhook.stop();
  await cluster.stop();
});

function rehearse(spec: string): Promise<Outcome> {
  const input = policyYaml('shop', spec);
  return cluster.kubectl(['apply', '--dry-run=server', '-f', '-'], { input });
}

const passed: Outcome = {
  status: 0,
  stdout: 'networkpolicy.networking.k8s.io/policy created (server dry run)\n',
  stderr: '',
};
const late = '{ podSelector: { matchLabels: { app: late } }, ingress: [{}] }';

test('a pod that is created later silences the warning that there is none', async () => {
  assert.match((await rehearse(late)).stderr, /^Warning: NP401 /);
  await placePods(cluster, [{ namespace: 'shop', name: 'late-1', labels: { app: 'late' }, ip: '10.0.9.1' }]);
  await eventually(async () => assert.doesNotMatch((await rehearse(late)).stderr, /NP401/));
});

test('what changed while the API server was away is seen after its return', async () => {
  assert.doesNotMatch((await rehearse(late)).stderr, /NP401/);
  await cluster.stopApiServer();
  await removeFromEtcd('/registry/pods/shop/late-1');
  await cluster.startApiServer();
  await eventually(async () => assert.match((await rehearse(late)).stderr, /NP401/));
  await webhook.synced();
});

async function removeFromEtcd(key: string): Promise<void> {
  const body = JSON.stringify({ key: Buffer.from(key).toString('base64') });
  const response = await fetch(`${cluster.etcdUrl}/v3/kv/deleterange`, { method: 'POST', body });
  assert.equal(((await response.json()) as { deleted?: string }).deleted, '1');
}

test('the server starts without an API server and reads the cluster when it comes', async () => {
  await cluster.stopApiServer();
  await webhook.restart();
  assert.equal(await webhook.metric('netpol_lint_inventory_synced'), 0);
  await cluster.startApiServer();
  await webhook.synced();
  assert.deepEqual(await rehearse(specs.sound), passed);
});

test('without the right to read, admission goes on and says what was not evaluated', async () => {
  await cluster.succeed(['delete', 'clusterrolebinding', installedName]);
  await webhook.restart();
  const outcome = await rehearse(specs.outOfScope);
  assert.equal(outcome.status, 0);
  assert.match(
    outcome.stderr,
    /^Warning: not evaluated: netpol-lint is not allowed to read pods \(NP401, NP402, .*\)$/m,
  );
  assert.doesNotMatch(outcome.stderr, /^Warning: NP/m);
  const certain = await rehearse(specs.untyped);
  assert.match(certain.stderr, /netpol-lint NP106 rules-without-type/);

  await install(cluster, webhook.port);
  await webhook.restart();
  await webhook.synced();
  assert.match((await rehearse(specs.outOfScope)).stderr, /^Warning: NP403 /);
});

test('on SIGTERM the server goes on judging until the API server has turned away, and ends with 0', async () => {
  const ended = webhook.process.stop('SIGTERM', 40);
  await eventually(async () => assert.equal((await fetch(`${webhook.probesUrl}/readyz`)).status, 503));
  assert.match((await rehearse(specs.outOfScope)).stderr, /^Warning: NP403 /);
  assert.equal(await ended, 0);
});

test('with the server gone, the base lets policies pass and tells the audit log', async () => {
  assert.deepEqual(await rehearse(specs.untyped), passed);
  const event = cluster.auditEvents().at(-1);
  assert.ok('failed-open.validating.webhook.admission.k8s.io/round_0_index_0' in (event?.annotations ?? {}));
});

test('with the server gone, the enforce overlay refuses policies and lets deletions pass', async () => {
  const stored = policyYaml('shop', specs.sound);
  await cluster.succeed(['apply', '-f', '-'], stored);
  await install(cluster, webhook.port, 'overlays/enforce');
  await eventually(async () => {
    const { status, stderr } = await rehearse(specs.outOfScope);
    assert.equal(status, 1);
    assert.match(stderr, /failed calling webhook "networkpolicies.netpol-lint.dev".*connection refused/);
  });
  await cluster.succeed(['delete', 'networkpolicy', 'policy', '-n', 'shop']);
});

test('deleting the webhook configuration is always possible, and the way out', async () => {
  await cluster.succeed(['delete', 'validatingwebhookconfiguration', installedName]);
  await eventually(async () => assert.deepEqual(await rehearse(specs.untyped), passed));
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startControlPlane, type ControlPlane } from './support/control-plane.ts';
import { install, installedName, makeCertificates, repository } from './support/installation.ts';

let cluster: ControlPlane;
before(async () => {
  cluster = await startControlPlane();
  await install(cluster, 9443);
});
after(() => cluster.stop());

const account = `system:serviceaccount:${installedName}:${installedName}`;

test('the API server takes what we ship without a warning', async () => {
  for (const directory of ['base', 'overlays/enforce']) {
    const outcome = await cluster.kubectl([
      'apply',
      '--dry-run=server',
      '-k',
      join(repository, 'manifests', directory),
    ]);
    assert.equal(outcome.stderr, '', directory);
    assert.equal(outcome.status, 0, directory);
  }
});

test('the server may read what rules look at, and nothing else', async () => {
  const rights = await cluster.succeed(['auth', 'can-i', '--list', '--no-headers', `--as=${account}`]);
  const readable = rights.split('\n').filter((line) => line.includes('list'));
  assert.deepEqual(readable.map((line) => line.replaceAll(/\s+/g, ' ')).sort(), [
    'apiservices.apiregistration.k8s.io [] [] [get list watch]',
    'ingresses.networking.k8s.io [] [] [get list watch]',
    'mutatingwebhookconfigurations.admissionregistration.k8s.io [] [] [get list watch]',
    'namespaces [] [] [get list watch]',
    'networkpolicies.networking.k8s.io [] [] [get list watch]',
    'pods [] [] [get list watch]',
    'services [] [] [get list watch]',
    'validatingwebhookconfigurations.admissionregistration.k8s.io [] [] [get list watch]',
  ]);
  for (const right of ['get secrets', 'create networkpolicies', 'delete pods', 'patch namespaces']) {
    const outcome = await cluster.kubectl(['auth', 'can-i', ...right.split(' '), '-A', `--as=${account}`]);
    assert.equal(outcome.stdout, 'no\n', right);
  }
});

test('pods of the Deployment meet the restricted Pod Security standard of their namespace', async () => {
  const deployment = JSON.parse(
    await cluster.succeed(['get', 'deployment', installedName, '-n', installedName, '-o', 'json']),
  ) as { spec: { template: { metadata: object; spec: object } } };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...deployment.spec.template.metadata, name: 'of-template', namespace: installedName },
    spec: deployment.spec.template.spec,
  };
  const outcome = await cluster.kubectl(['apply', '-f', '-'], { input: JSON.stringify(pod) });
  assert.deepEqual(outcome, { status: 0, stdout: 'pod/of-template created\n', stderr: '' });
});

test('make-certs.sh --apply gives the webhook its authority and the pods their certificate', async () => {
  makeCertificates(cluster, '--apply');
  const first = await installed();
  assert.equal(first.name, 'netpol-lint.netpol-lint.svc');
  makeCertificates(cluster, '--apply');
  assert.deepEqual(await installed(), first, 'a second run changes nothing');
});

test('make-certs.sh --renew-ca keeps trust in the authority that signed what is still served', async () => {
  makeCertificates(cluster, '--apply');
  const before = await installed();
  makeCertificates(cluster, '--renew-ca', '--apply');
  const renewed = await installed();
  assert.equal(renewed.authorities.length, 2);
  assert.deepEqual(renewed.authorities.slice(1), before.authorities.slice(0, 1));
  assert.notEqual(renewed.certificate, before.certificate);
});

test('make-certs.sh explains itself and refuses what it does not know', () => {
  const script = join(repository, 'certs/make-certs.sh');
  const help = spawnSync(script, ['--help'], { encoding: 'utf8' });
  assert.equal(help.status, 0);
  assert.match(help.stdout, /^Usage: certs\/make-certs.sh/);
  const wrong = spawnSync(script, ['--frobnicate'], { encoding: 'utf8' });
  assert.equal(wrong.status, 2);
  assert.equal(wrong.stderr, 'make-certs: unknown option --frobnicate; see --help\n');
});

/** What the cluster holds of the certificates, checked to belong together. */
async function installed(): Promise<{ name: string; certificate: string; authorities: readonly string[] }> {
  const bundle = await cluster.succeed([
    'get',
    'validatingwebhookconfiguration',
    installedName,
    '-o',
    'jsonpath={.webhooks[0].clientConfig.caBundle}',
  ]);
  const secret = JSON.parse(
    await cluster.succeed(['get', 'secret', 'netpol-lint-certificate', '-n', installedName, '-o', 'json']),
  ) as { data: Record<string, string>; metadata: { annotations?: object } };
  assert.equal(secret.metadata.annotations, undefined, 'the key is nowhere but in the data');
  const certificate = new X509Certificate(decode(secret.data['tls.crt'] ?? ''));
  const authorities = decode(bundle)
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .map((pem) => new X509Certificate(pem));
  const signer = authorities.find((authority) => certificate.checkIssued(authority));
  assert.ok(signer !== undefined && certificate.verify(signer.publicKey));
  const name = certificate.checkHost('netpol-lint.netpol-lint.svc') ?? 'another';
  return {
    name,
    certificate: certificate.fingerprint256,
    authorities: authorities.map((one) => one.fingerprint256),
  };
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString();
}

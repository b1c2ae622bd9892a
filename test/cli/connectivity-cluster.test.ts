import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runCommandLine } from '../support/command-line.ts';
import { temporaryDirectory, writeKubeconfig } from '../support/connection.ts';
import { startListWatchServer } from '../support/list-watch-server.ts';
import { pod } from '../support/watched-cluster.ts';

/** A cluster with the pods web and api, of which a policy lets nobody reach web; the options that name it. */
async function cluster(): Promise<readonly string[]> {
  const server = await startListWatchServer();
  after(() => server.stop());
  server.put('namespaces', { metadata: { name: 'shop' } });
  server.put('pods', pod('web'));
  server.put('pods', pod('api'));
  server.put('networkpolicies', {
    metadata: { name: 'deny', namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  });
  const access = { server: server.url, 'insecure-skip-tls-verify': true };
  return ['--kubeconfig', writeKubeconfig(temporaryDirectory(), access, { token: 'secret' })];
}

const deny = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
spec: { podSelector: {} }
`;
const allow = deny.replace('podSelector: {}', 'podSelector: {}, ingress: [{ ports: [{ port: 80 }] }]');
const files = { 'old/a.yaml': deny, 'new/a.yaml': allow, 'none/a.yaml': 'kind: ConfigMap\napiVersion: v1\n' };

test('who can connect to whom in a live cluster', async () => {
  const options = await cluster();
  const { status, stdout } = await runCommandLine(['map', ...options]);
  assert.equal(status, 0);
  assert.match(stdout, /Closed: isolated, and no connection is left:\n {2}ingress {2}every pod of shop\n/);
  const why = await runCommandLine(['why', 'shop/web', 'shop/api', ...options]);
  assert.equal(why.status, 1);
  assert.match(why.stdout, /shop\/deny isolates, without any ingress rule/);
});

test('a change of files as if applied to a live cluster, deletions included', async () => {
  const options = await cluster();
  const opened = await runCommandLine(['diff', 'old', 'new', ...options], { files });
  assert.equal(opened.status, 1);
  assert.match(opened.stdout, /Gained[^]*every pod of shop +every pod of shop +TCP 80/);
  const applied = await runCommandLine(['diff', 'new', ...options], { files });
  assert.match(applied.stdout, /^Opens[^]* ~ shop\/deny\n[^]*Gained[^]*every pod of shop +TCP 80/);
  const deleted = await runCommandLine(['diff', 'old', 'none', ...options], { files });
  assert.match(deleted.stdout, /- shop\/deny\n[^]*No longer isolated[^]*ingress {2}every pod of shop/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommandLine } from '../support/command-line.ts';

const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
`;
const db = web.replaceAll('web', 'db');
const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }, { namespaceSelector: { matchLabels: { team: audit } } }]
      ports: [{ port: 5432 }]
`;
const files = { 'shop/web.yaml': web, 'shop/db.yaml': db, 'shop/policy.yaml': policy };

test('the table of a folder shows who connects to whom, and whom no policy isolates', async () => {
  const { status, stdout, stderr } = await runCommandLine(['map', 'shop'], { files });
  assert.deepEqual([status, stderr], [0, '']);
  assert.equal(
    `\n${stdout}`,
    `
from                 to                   ports
shop/Deployment/web  shop/Deployment/web  everything
any address outside

shop/Deployment/web  any address outside  everything
shop/Deployment/web  shop/Deployment/db   TCP 5432

Allowed besides with pods that are not known here, if their own end allows it:
  any pod of a namespace with team=audit  shop/Deployment/db  TCP 5432

Open: no policy isolates them, so at their end everything is allowed:
  ingress  shop/Deployment/web
  egress   shop/Deployment/web

Closed: isolated, and no connection is left:
  egress  shop/Deployment/db

cannot tell: the labels of namespace shop are not known, so peers that ask for namespace labels do not match there
`,
  );
});

test('the same as JSON, in ranges and selectors', async () => {
  const { stdout } = await runCommandLine(['map', 'shop', '--format', 'json'], { files });
  const { version, basis, connections, open, closed, beyond } = JSON.parse(stdout);
  assert.deepEqual([version, basis], [1, 'pods']);
  const one = (name: string): object => ({ kind: 'one', namespace: 'shop', name });
  assert.deepEqual(connections.at(-1), {
    from: { pods: [one('Deployment/web')], addresses: [] },
    to: { pods: [one('Deployment/db')], addresses: [] },
    protocols: { TCP: [[5432, 5432]] },
  });
  assert.deepEqual(connections[0].from.addresses, [
    ['0.0.0.0', '255.255.255.255'],
    ['::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ]);
  assert.deepEqual(open, { ingress: [one('Deployment/web')], egress: [one('Deployment/web')] });
  assert.deepEqual(closed, { ingress: [], egress: [one('Deployment/db')] });
  assert.deepEqual(beyond, [
    {
      from: {
        pods: [
          {
            kind: 'imaginary',
            namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['audit'] }] },
            podSelector: {},
          },
        ],
        addresses: [],
      },
      to: { pods: [one('Deployment/db')], addresses: [] },
      protocols: { TCP: [[5432, 5432]] },
    },
  ]);
});

test('standard input, and every pair of pods by itself', async () => {
  const { status, stdout, stderr } = await runCommandLine(['map', '-', '--pods', '--format', 'json'], {
    stdin: [web, db, policy].join('---\n'),
  });
  assert.equal(status, 0);
  assert.equal(
    stderr,
    'cannot tell: the labels of namespace shop are not known, so peers that ask for namespace labels do not match there\n',
  );
  const pairs = JSON.parse(stdout).connections.map(
    ({ from, to }: { from: string; to: string }) => `${from} ${to}`,
  );
  assert.ok(pairs.includes('shop/Deployment/web shop/Deployment/db'));
});

test('every pair of pods is written as fast as it is read, and no more once nobody reads', async () => {
  const argv = ['map', '-', '--pods', '--format', 'json'];
  const names = Array.from({ length: 60 }, (_, index) => `web-${index}`);
  const stdin = names.map((name) => web.replaceAll('web', name)).join('---\n');
  const { stdout: all } = await runCommandLine(argv, { stdin });
  const lengths: (readonly [before: number, after: number])[] = [];
  const slow = await runCommandLine(argv, {
    stdin,
    async drained(written) {
      const before = written().length;
      await new Promise(setImmediate);
      lengths.push([before, written().length]);
      return 'ready';
    },
  });
  assert.equal(slow.stdout, all);
  assert.ok(lengths.length > 2);
  for (const [before, after] of lengths)
    assert.equal(before, after, 'something is written before it is asked for');
  const cut = await runCommandLine(argv, { stdin, drained: async () => 'gone' });
  assert.equal(cut.status, 0);
  assert.equal(cut.stdout.length, lengths[0]?.[0]);
});

test('Graphviz and Mermaid get the same connections', async () => {
  const dot = await runCommandLine(['map', 'shop', '--format', 'dot'], { files });
  assert.match(dot.stdout, /^digraph connectivity \{\n[^]*"TCP 5432"[^]*\}\n$/);
  const mermaid = await runCommandLine(['map', 'shop', '--format', 'mermaid'], { files });
  assert.match(mermaid.stdout, /^flowchart LR\n[^]*"TCP 5432"/);
});

test('without workloads, or on request, imaginary pods', async () => {
  const only = await runCommandLine(['map', 'shop/policy.yaml'], { files });
  assert.match(only.stdout, /^These are imaginary pods,/);
  assert.match(only.stdout, /any pod with app=web in shop +any pod with app=db in shop +TCP 5432/);
  const asked = await runCommandLine(['map', 'shop', '--exposure'], { files });
  assert.equal(asked.stdout, only.stdout);
  const json = await runCommandLine(['map', 'shop/policy.yaml', '--format', 'json'], { files });
  assert.equal(JSON.parse(json.stdout).basis, 'selectors');
});

test('what cannot be read, or would be refused, is told and left out', async () => {
  const broken = { ...files, 'shop/policy.yaml': policy.replace('port: 5432', 'port: 0') };
  const refused = await runCommandLine(['map', 'shop'], { files: broken });
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /^shop\/policy\.yaml:9:17: left out: the API server refuses this policy: /);
  for (const apiVersion of ['', 'apiVersion: extensions/v1beta1\n']) {
    const old = { ...files, 'shop/policy.yaml': policy.replace(/^apiVersion: .*\n/, apiVersion) };
    const { stderr } = await runCommandLine(['map', 'shop'], { files: old });
    assert.match(
      stderr,
      /^shop\/policy\.yaml:1:1: left out: no API server takes this for a NetworkPolicy; write /,
    );
  }
  const unreadable = await runCommandLine(['map', 'a.yaml'], { files: { 'a.yaml': 'kind: [' } });
  assert.equal(unreadable.status, 2);
  assert.match(unreadable.stderr, /^a\.yaml:1:\d+: left out: /);
  const absent = await runCommandLine(['map', 'shop', 'nowhere'], { files });
  assert.deepEqual([absent.status, absent.stderr], [2, 'nowhere does not exist\n']);
});

test('a patch for a workload takes nothing away from it, and is told', async () => {
  const patch =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { replicas: 3 }\n';
  const { status, stdout, stderr } = await runCommandLine(['map', 'shop'], {
    files: { ...files, 'shop/web-replicas.yaml': patch },
  });
  const { stdout: without } = await runCommandLine(['map', 'shop'], { files });
  assert.deepEqual([status, stdout], [0, without]);
  assert.match(stderr, /^shop\/web-replicas\.yaml:2:1: left out: a workload without labels for its pods/);
});

test('of two policies of one name the later counts, and the earlier is told', async () => {
  const later = policy.replace('port: 5432', 'port: 5433');
  const both = { ...files, 'shop/policy-2.yaml': later, 'shop/policy-3.yaml': later };
  const { status, stdout, stderr } = await runCommandLine(['map', 'shop'], { files: both });
  assert.equal(status, 0);
  assert.match(stdout, /TCP 5432/);
  assert.equal(
    stderr,
    'shop/policy-3.yaml:3:13: left out: a later policy of the same name takes its place: shop/policy.yaml:3:13\n',
  );
});

test('wrong usage is one sentence and status 2', async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['map'], /nothing to map: name files, folders, or - for standard input, or say --cluster/],
    [['map', 'nowhere'], /^netpol-lint: nowhere does not exist\n/],
    [['map', '.', '--pods'], /--pods is about known pods and needs --format json/],
    [['map', '.', '--pods', '--exposure', '--format', 'json'], /--pods is about known pods/],
    [['map', '.', '--format', 'svg'], /--format svg is not known\. It takes table, json, dot, mermaid/],
    [['map', '.', '--pod'], /unknown option --pod; did you mean --pods\?/],
    [['map', '--kubeconfig', 'nowhere'], /cannot read the cluster: /],
  ];
  for (const [argv, message] of cases) {
    const { status, stdout, stderr } = await runCommandLine(argv);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, message);
  }
});

test('policies of other APIs are told, for they decide too; those that allow nothing by themselves are not', async () => {
  const foreign = (apiVersion: string, kind: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\n`;
  const others = [
    foreign('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'),
    foreign('cilium.io/v2', 'CiliumNetworkPolicy'),
    foreign('projectcalico.org/v3', 'NetworkPolicy'),
    foreign('projectcalico.org/v3', 'NetworkSet'),
    foreign('example.com/v1', 'NetworkPolicy'),
  ].join('---\n');
  const { status, stdout, stderr } = await runCommandLine(['map', 'shop'], {
    files: { ...files, 'shop/others.yaml': others },
  });
  const { stdout: without } = await runCommandLine(['map', 'shop'], { files });
  assert.deepEqual([status, stdout], [0, without]);
  assert.deepEqual(stderr.trimEnd().split('\n'), [
    'shop/others.yaml:2:1: left out: AdminNetworkPolicy of policy.networking.k8s.io decides about connections too, and is not read: only NetworkPolicy of networking.k8s.io is',
    'shop/others.yaml:6:1: left out: CiliumNetworkPolicy of cilium.io decides about connections too, and is not read: only NetworkPolicy of networking.k8s.io is',
    'shop/others.yaml:10:1: left out: NetworkPolicy of projectcalico.org decides about connections too, and is not read: only NetworkPolicy of networking.k8s.io is',
  ]);
});

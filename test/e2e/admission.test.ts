import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startControlPlane, type ControlPlane } from './support/control-plane.ts';
import { eventually } from './support/eventually.ts';
import { repository } from './support/installation.ts';
import { run, type Outcome } from './support/kubectl.ts';
import { policyYaml, specs } from './support/policies.ts';
import { openShops } from './support/shop.ts';
import { startWebhook, type Webhook } from './support/webhook.ts';

const created = 'networkpolicy.networking.k8s.io/policy created\n';

interface Verdict {
  /** The namespace as well: one a policy, so that none has to do with another. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec: string;
  readonly options?: readonly string[];
  readonly outcome: Outcome;
}

const passes: readonly Verdict[] = [
  { name: 'sound', spec: specs.sound, outcome: shown(created) },
  { name: 'default-deny', spec: specs.deniesIngress, outcome: shown(created) },
  { name: 'pods-of-a-namespace', spec: specs.fromProxyOfEdge, outcome: shown(created) },
  { name: 'egress-with-dns', spec: specs.withDns, outcome: shown(created) },
];

const verdicts: readonly Verdict[] = [
  {
    name: 'refused-by-the-api-server',
    spec: specs.lowerCaseProtocol,
    outcome: refused(
      'The NetworkPolicy "policy" is invalid: spec.ingress[0].ports[0].protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"',
    ),
  },
  {
    name: 'misspelt',
    spec: specs.misspelt,
    options: ['--validate=false'],
    outcome: refused(
      'The NetworkPolicy "policy" is invalid: spec.podSelector.matchLabel: netpol-lint NP102 unknown-field: unknown field spec.podSelector.matchLabel is dropped: the policy applies to every pod of misspelt; write matchLabels',
    ),
  },
  {
    name: 'untyped',
    spec: specs.untyped,
    outcome: refused(
      'The NetworkPolicy "policy" is invalid: spec.egress: netpol-lint NP106 rules-without-type: 1 egress rule without effect: policyTypes lists only Ingress; write policyTypes: [Egress], or [Ingress, Egress] to deny all ingress as well, or move the rules to ingress, with from',
    ),
  },
  {
    name: 'split',
    spec: specs.split,
    outcome: shown(
      created,
      'Warning: NP201 split-peer: two sources, not one: every pod of namespace edge, and pods with app=proxy in split (none here, some in edge)',
      'Warning: NP201 help: if only pods with app=proxy in namespace edge are meant, put both selectors into one item: delete the second dash',
    ),
  },
  {
    name: 'without-dns',
    spec: specs.withoutDns,
    outcome: shown(
      created,
      'Warning: NP301 dns-blocked: no rule lets 2 pods of without-dns (web-1 and web-2) reach DNS at kube-system/kube-dns',
      'Warning: NP301 help: allow egress to namespace kube-system, pods k8s-app=kube-dns, on UDP and TCP 53',
    ),
  },
  {
    name: 'out-of-scope',
    spec: specs.outOfScope,
    outcome: shown(
      created,
      'Warning: NP403 out-of-scope-selector: podSelector app=proxy means pods of out-of-scope and matches none; edge has some',
      'Warning: NP403 help: add to the same item namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}',
    ),
  },
  {
    name: 'unmatched',
    spec: specs.unmatched,
    outcome: shown(
      created,
      'Warning: NP401 unmatched-pod-selector: podSelector app=wbe matches none of 3 pods in unmatched; 2 have app=web',
      'Warning: NP401 help: write app: web if that is what is meant',
    ),
  },
  {
    name: 'unknown-namespace',
    spec: specs.unknownNamespace,
    outcome: shown(
      created,
      'Warning: NP404 unmatched-namespace-selector: namespace egde does not exist; edge does; write edge if that is what is meant',
    ),
  },
  {
    name: 'empty-peers',
    spec: specs.emptyPeers,
    outcome: shown(
      created,
      'Warning: NP205 empty-peer-list: from has no value: everyone is admitted, inside the cluster and outside, on every port',
      'Warning: NP205 help: list the peers that are meant, delete the rule if no one is, or delete the line if everyone is',
    ),
  },
  {
    name: 'service-port',
    spec: specs.servicePort,
    outcome: shown(
      created,
      'Warning: NP405 service-port: TCP 80 is the port of Service web; its pods listen on 8080, which stays closed',
      'Warning: NP405 help: write 8080: policies see the port of the pod, to which the Service leads',
    ),
  },
  {
    name: 'contradictory',
    spec: specs.contradictory,
    outcome: refused(
      'The NetworkPolicy "policy" is invalid: spec.podSelector.matchExpressions[0]: netpol-lint NP206 unsatisfiable-selector: no pod can meet both app=web and app!=web: the policy applies to nothing; delete one of the requirements for app',
    ),
  },
  {
    name: 'unmatched-peer',
    spec: specs.unmatchedPeer,
    outcome: shown(
      created,
      'Warning: NP402 unmatched-peer: podSelector app=wbe matches none of 3 pods in unmatched-peer; 2 have app=web',
      'Warning: NP402 help: write app: web if that is what is meant',
    ),
  },
  {
    name: 'wrong-dns-pods',
    spec: specs.wrongDnsPods,
    outcome: shown(
      created,
      'Warning: NP304 dns-wrong-peer: k8s-app=coredns matches no DNS pod of kube-system; they have k8s-app=kube-dns',
      'Warning: NP304 help: select the DNS pods by k8s-app=kube-dns',
    ),
  },
];

const modes: readonly Verdict[] = [
  {
    name: 'enforce-off',
    labels: { 'netpol-lint.dev/enforce': 'off' },
    spec: specs.untyped,
    outcome: shown(
      created,
      'Warning: NP106 rules-without-type: 1 egress rule without effect: policyTypes lists only Ingress',
      'Warning: NP106 help: write policyTypes: [Egress], or [Ingress, Egress] to deny all ingress as well, or move the rules to ingress, with from',
    ),
  },
  {
    name: 'enforce-warning',
    labels: { 'netpol-lint.dev/enforce': 'warning' },
    spec: specs.unmatched,
    outcome: refused(
      'The NetworkPolicy "policy" is invalid: spec.podSelector: netpol-lint NP401 unmatched-pod-selector: podSelector app=wbe matches none of 3 pods in enforce-warning; 2 have app=web; write app: web if that is what is meant',
    ),
  },
  {
    name: 'enforce-misspelt',
    labels: { 'netpol-lint.dev/enforce': 'waning' },
    spec: specs.sound,
    outcome: shown(
      created,
      'Warning: namespace label netpol-lint.dev/enforce=waning is none of off, certain, error, warning: certain holds',
    ),
  },
  {
    name: 'warn-off',
    labels: { 'netpol-lint.dev/warn': 'off' },
    spec: specs.unmatched,
    outcome: shown(created),
  },
];

const others = ['rehearsed', 'excused', 'gated', 'updated', 'deleted', 'again'];

let cluster: ControlPlane;
let webhook: Webhook;
before(async () => {
  cluster = await startControlPlane();
  const named = [...passes, ...verdicts, ...modes].map(({ name, labels = {} }) => [name, labels] as const);
  const strict = ['strict', { 'netpol-lint.dev/enforce': 'warning' }] as const;
  await openShops(
    cluster,
    Object.fromEntries([...named, strict, ...others.map((name) => [name, {}] as const)]),
  );
  webhook = await startWebhook(cluster);
});
after(async () => {
  await webhook.stop();
  await cluster.stop();
});

function shown(stdout: string, ...stderr: readonly string[]): Outcome {
  return { status: 0, stdout, stderr: stderr.map((line) => `${line}\n`).join('') };
}

function refused(...stderr: readonly string[]): Outcome {
  return { ...shown('', ...stderr), status: 1 };
}

function apply(namespace: string, spec: string, ...options: readonly string[]): Promise<Outcome> {
  return cluster.kubectl(['apply', ...options, '-f', '-'], { input: policyYaml(namespace, spec) });
}

for (const { name, spec, outcome } of passes) {
  test(`passes in silence: ${name}`, async () => {
    assert.deepEqual(await apply(name, spec), outcome);
  });
}

for (const { name, spec, options = [], outcome } of verdicts) {
  test(`on kubectl's terminal: ${name}`, async () => {
    assert.deepEqual(await apply(name, spec, ...options), outcome);
  });
}

for (const { name, spec, outcome } of modes) {
  test(`a namespace's label decides: ${name}`, async () => {
    assert.deepEqual(await apply(name, spec), outcome);
  });
}

test('an annotation silences a warning with its reason, and excuses nothing that is enforced', async () => {
  const annotated = (spec: string, annotations: string): Promise<Outcome> =>
    cluster.kubectl(['apply', '-f', '-'], { input: policyYaml('excused', spec, '{}', annotations) });
  assert.deepEqual(
    await annotated(specs.untyped, '{ ignore.netpol-lint.dev/NP106: the type comes later }'),
    refused(
      'Warning: NP002 bad-suppression: suppression of NP106 does not count: the administrator enforces rules-without-type here',
      'Warning: NP002 help: repair what it says, or ask who runs netpol-lint to let the rule be suppressed',
      'The NetworkPolicy "policy" is invalid: spec.egress: netpol-lint NP106 rules-without-type: 1 egress rule without effect: policyTypes lists only Ingress; write policyTypes: [Egress], or [Ingress, Egress] to deny all ingress as well, or move the rules to ingress, with from',
    ),
  );
  assert.deepEqual(
    await annotated(specs.unmatched, '{ ignore.netpol-lint.dev/NP401: "its pods come next week" }'),
    shown(created),
  );
});

test('a dry run is judged as the real thing, and nothing is stored', async () => {
  const outcome = await apply('rehearsed', specs.untyped, '--dry-run=server');
  assert.deepEqual(outcome, verdicts.find(({ name }) => name === 'untyped')?.outcome);
  const stored = await cluster.kubectl(['get', 'networkpolicy', '-n', 'rehearsed']);
  assert.equal(stored.stderr, 'No resources found in rehearsed namespace.\n');
});

test('a dry run that counts warnings as errors is a gate for pipelines', async () => {
  const gate = ['--dry-run=server', '--warnings-as-errors'];
  assert.equal((await apply('gated', specs.sound, ...gate)).status, 0);
  const outcome = await apply('gated', specs.unmatched, ...gate);
  assert.equal(outcome.status, 1);
  assert.match(outcome.stderr, /\nerror: 2 warnings received\n$/);
});

test('an update is refused only for what it makes worse', async () => {
  const enforce = 'netpol-lint.dev/enforce';
  await label('updated', `${enforce}=off`, 'off');
  assert.equal((await apply('updated', specs.untyped)).status, 0);
  await label('updated', `${enforce}-`, undefined);

  const relabelled = await cluster.kubectl(['apply', '-f', '-'], {
    input: policyYaml('updated', specs.untyped, '{ team: blue }'),
  });
  assert.deepEqual(
    relabelled,
    shown(
      'networkpolicy.networking.k8s.io/policy configured\n',
      'Warning: NP106 rules-without-type: 1 egress rule without effect: policyTypes lists only Ingress',
      'Warning: NP106 help: write policyTypes: [Egress], or [Ingress, Egress] to deny all ingress as well, or move the rules to ingress, with from',
    ),
  );

  assert.equal((await apply('updated', specs.sound)).status, 0);
  const worse = await apply('updated', specs.untyped);
  assert.equal(worse.status, 1);
  assert.match(worse.stderr, /^The NetworkPolicy "policy" is invalid: spec.egress: netpol-lint NP106 /m);
});

/** Sets a label of a namespace and waits until the server judges by it. */
async function label(namespace: string, change: string, expected: string | undefined): Promise<void> {
  await cluster.succeed(['label', 'namespace', namespace, change]);
  const probe = policyYaml(namespace, specs.untyped).replace('name: policy', 'name: probe');
  await eventually(async () => {
    const { status } = await cluster.kubectl(['create', '--dry-run=server', '-f', '-'], { input: probe });
    assert.equal(status === 0, expected === 'off');
  });
}

test('where warnings refuse, pods can still be isolated, and a policy that allows too much be narrowed', async () => {
  const put = async (name: string, spec: string): Promise<void> => {
    const input = policyYaml('strict', spec).replace('name: policy', `name: ${name}`);
    const { status, stderr } = await cluster.kubectl(['apply', '-f', '-'], { input });
    assert.equal(status, 0, stderr);
  };
  await put('allow-dns', specs.onlyDns);
  await put('default-deny', specs.deniesBoth);
  await put('from-web', specs.fromWebAndProxies);
  await put('from-web', specs.sound);
});

test('what is put again without a change is decided once', async () => {
  const put = (): Promise<Outcome> =>
    cluster.kubectl(['apply', '--server-side', '-f', '-'], { input: policyYaml('again', specs.sound) });
  await put();
  const before = await webhook.metric('netpol_lint_admission_remembered_total');
  await eventually(async () => {
    assert.equal((await put()).status, 0);
    assert.ok((await webhook.metric('netpol_lint_admission_remembered_total')) > before);
  });
});

test('a deletion passes and says what it opens', async () => {
  await apply('deleted', specs.sound);
  assert.deepEqual(
    await cluster.kubectl(['delete', 'networkpolicy', 'policy', '-n', 'deleted']),
    shown(
      'networkpolicy.networking.k8s.io "policy" deleted from deleted namespace\n',
      'Warning: NP603 opens-connections: leaves 1 pod of deleted (api-1) open for ingress: no policy isolates them any more',
      'Warning: NP603 help: put another policy in force first if ingress is to stay limited',
    ),
  );
});

test('policies of kube-system are not judged', async () => {
  assert.deepEqual(await apply('kube-system', specs.untyped), shown(created));
});

test('the command line finds the same when it looks at the live cluster', async () => {
  for (const { name, spec, outcome } of verdicts.filter(({ outcome }) => outcome.status === 0)) {
    const { stdout } = await run(
      process.execPath,
      ['bin/netpol-lint.cjs', 'lint', '--kubeconfig', cluster.kubeconfig, '--format', 'json', '-'],
      { cwd: repository, input: policyYaml(name, spec) },
    );
    const { findings } = JSON.parse(stdout) as { findings: readonly { code: string; severity: string }[] };
    const codes = findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
    assert.deepEqual(new Set(codes), new Set(outcome.stderr.match(/NP\d+/g)), name);
  }
});

test('the command line judges what the cluster has', async () => {
  const judge = ['bin/netpol-lint.cjs', 'lint', '--kubeconfig', cluster.kubeconfig, '--format', 'concise'];
  const { stdout } = await run(process.execPath, [...judge, '-n', 'split'], { cwd: repository });
  assert.match(stdout, /^split\/policy:\d+:\d+: warning NP201 two sources, not one/m);
  const { stdout: all } = await run(process.execPath, judge, { cwd: repository });
  assert.ok(['split', 'warn-off'].every((name) => all.includes(`${name}/policy:`)));
});

test('the audit log tells by code what was found and what was refused', () => {
  const annotations = (namespace: string): readonly (string | undefined)[] => {
    const event = cluster.auditEvents().find(({ objectRef }) => objectRef?.namespace === namespace);
    return ['findings', 'denied'].map(
      (key) => event?.annotations?.[`networkpolicies.netpol-lint.dev/${key}`],
    );
  };
  assert.deepEqual(annotations('split'), ['NP201=1,NP601=1', undefined]);
  assert.deepEqual(annotations('misspelt'), ['NP102=1,NP601=1', 'NP102=1']);
  assert.deepEqual(annotations('warn-off'), ['NP401=1', undefined]);
});

test('no call of the API server failed, and both sides counted the same', async () => {
  assert.equal(await cluster.metric('apiserver_admission_webhook_fail_open_count'), 0);
  const calls = await cluster.metric('apiserver_admission_webhook_request_total', 'type="validating"');
  assert.ok(calls > passes.length + verdicts.length);
  assert.equal(await webhook.metric('netpol_lint_admission_requests_total'), calls);
  assert.equal(await webhook.metric('netpol_lint_rule_errors_total'), 0);
});

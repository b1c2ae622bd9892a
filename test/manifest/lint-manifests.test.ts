import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Report } from '../../src/lint/report.ts';
import { inventoryOf } from '../../src/model/given.ts';
import type { Text } from '../../src/manifest/text.ts';
import { lintTexts } from '../support/lint-texts.ts';

function named(text: string, file = 'a.yaml'): Text {
  return { file, text, chosen: 'named' };
}

function found(text: string, file = 'a.yaml'): Text {
  return { file, text, chosen: 'found' };
}

function codes(report: Report): readonly string[] {
  return report.findings.map(({ code }) => code);
}

const policy = (name: string, selector: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec:\n  podSelector: ${selector}\n`;
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web-1, namespace: shop, labels: { app: web } }\n';

suite('what is judged', () => {
  test('only objects that are meant to be NetworkPolicies', () => {
    const kinds: readonly (readonly [apiVersion: string, kind: string, judged: number])[] = [
      ['networking.k8s.io/v1', 'NetworkPolicy', 1],
      ['networking.k8s.io/v1beta1', 'NetworkPolicy', 1],
      ['networking.k8.io/v1', 'NetworkPolicy', 1],
      ['networking/v1', 'NetworkPolicy', 1],
      ['v1', 'NetworkPolicy', 1],
      ['extensions/v1beta1', 'NetworkPolicy', 1],
      ['projectcalico.org/v3', 'NetworkPolicy', 0],
      ['crd.projectcalico.org/v1', 'NetworkPolicy', 0],
      ['cilium.io/v2', 'CiliumNetworkPolicy', 0],
      ['networking.k8s.io/v1', 'Ingress', 0],
      ['networking.k8s.io/v1', 'networkpolicy', 1],
      ['networking.k8s.io/v1', 'NetworkPolicies', 1],
      ['networking.k8s.io/v1', 'NetworkPolicyList', 0],
      ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', 0],
      ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', 0],
      ['k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', 0],
      ['', 'NetworkPolicy', 1],
      ['', 'NetworkPolcy', 1],
      ['', 'CiliumNetworkPolicy', 0],
      ['extensions/v1beta1', 'NetworkPolicies', 1],
      ['networking.k8.io/v1', 'NetworkPolcy', 1],
      ['crd.antrea.io/v1beta1', 'NetworkPolicies', 0],
      ['networking.k8s.io/v1', '', 0],
      ['', '', 0],
    ];
    for (const [apiVersion, kind, judged] of kinds) {
      const { summary } = lintTexts([
        named(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n`),
      ]);
      assert.equal(summary.policies, judged, `${apiVersion} ${kind}`);
    }
  });

  test('policies of the context are known, not judged', () => {
    const report = lintTexts([named(pod)], {
      context: [named(policy('b', '{ matchLabels: { app: wbe } }'))],
    });
    assert.deepEqual(codes(report), []);
    assert.equal(report.summary.policies, 0);
    assert.equal(report.summary.documents, 2);
  });

  test('everything beside the policies is context', () => {
    assert.deepEqual(codes(lintTexts([named(pod), named(policy('a', '{ matchLabels: { app: wbe } }'))])), [
      'NP401',
    ]);
    assert.deepEqual(codes(lintTexts([named(pod), named(policy('a', '{ matchLabels: { app: web } }'))])), []);
  });

  test('files are read as if applied on top of a cluster', () => {
    const base = inventoryOf(
      [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'shop', labels: { app: 'db' } } }],
      'default',
    );
    const text = named(policy('a', '{ matchLabels: { app: web } }'));
    assert.deepEqual(codes(lintTexts([text], { base })), ['NP401']);
    assert.deepEqual(codes(lintTexts([text, named(pod)], { base })), []);
  });
});

suite('what cannot be read', () => {
  const broken = 'a: b: c\n';
  const brokenObject = 'kind: Deployment\nspec: {\n';
  const template = 'kind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n';
  const policyTemplate = 'kind: NetworkPolicy\nmetadata:\n  name: {{ .Values.name }}\n';

  test('a text that was asked for is always reported', () => {
    for (const text of [broken, brokenObject, template])
      assert.deepEqual(codes(lintTexts([named(text)])), ['NP003'], text);
  });

  test('in a folder, only what looks like an object', () => {
    assert.deepEqual(codes(lintTexts([found(broken)])), []);
    assert.deepEqual(codes(lintTexts([found(brokenObject)])), ['NP003']);
    assert.deepEqual(codes(lintTexts([found(template)])), []);
    assert.deepEqual(codes(lintTexts([found(policyTemplate)])), ['NP003']);
  });

  test('the document that is broken counts, not its neighbours', () => {
    assert.deepEqual(codes(lintTexts([found(`${pod}---\n${broken}---\n${policy('a', '{}')}`)])), []);
  });

  test('good documents beside a broken one are judged', () => {
    const report = lintTexts([
      named(`${brokenObject}---\n${policy('a', '{ matchLabels: { app: wbe } }')}---\n${pod}`),
    ]);
    assert.deepEqual([...codes(report)].sort(), ['NP003', 'NP401']);
  });
});

suite('where it stands', () => {
  test('a finding has the file, line and column of its field', () => {
    const [finding] = lintTexts([
      named(`# comment\n${policy('a', '{ matchLabels: { app: wbe } }')}---\n${pod}`),
    ]).findings;
    assert.deepEqual(finding?.location, { file: 'a.yaml', line: 6, column: 3, endLine: 6, endColumn: 14 });
  });

  test('items of a List are judged, and found where they stand', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata: { name: a }\n  spec:\n    podSelectr: {}\n`;
    const [finding] = lintTexts([named(list)]).findings;
    assert.equal(finding?.code, 'NP102');
    assert.equal(finding?.path, '/spec/podSelectr');
    assert.equal(finding?.location?.line, 8);
  });

  test('a text without a name has positions all the same', () => {
    const [finding] = lintTexts([{ text: policy('a', '[]'), chosen: 'named' }]).findings;
    assert.deepEqual([finding?.location?.file, finding?.location?.line], [undefined, 5]);
  });
});

test('what an object of a wrong type would mean is judged all the same', () => {
  const text = `apiVersion: extensions/v1beta1
kind: NetworkPolicy
metadata: { name: old }
spec: { podSelector: {}, policyTypes: [Ingress], egress: [{}], ingress: [{ ports: [{ protocol: tcp }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolcy
metadata: { name: misspelt }
spec: { podSelector: {}, policyTypes: [Ingress], egress: [{}] }
`;
  const { findings } = lintTexts([named(text)]);
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path}`),
    [
      'NP101 /spec/ingress/0/ports/0/protocol',
      'NP105 /apiVersion',
      'NP106 /spec/egress',
      'NP105 /kind',
      'NP106 /spec/egress',
    ],
  );
});

test('what a refused object means is judged where its refusal leaves no doubt of it', () => {
  const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: Upper_Case }
spec: { podSelector: {}, policyTypes: [Ingress], egress: [{}] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
spec: { podSelector: {}, policyTypes: [Ingress], egress: [{}] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: host-bits }
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.1/8 } }] }]
  egress: [{}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: protocol }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{ ports: [{ protocol: tcp }] }], egress: [{}] }
`;
  const report = lintTexts([named(text)]);
  const of = (name: string): readonly string[] =>
    report.findings.filter(({ object }) => object?.name === name).map(({ code }) => code);
  assert.deepEqual(of('Upper_Case'), ['NP101', 'NP106']);
  assert.deepEqual(of(''), ['NP101', 'NP106']);
  assert.deepEqual(of('host-bits'), ['NP101', 'NP106']);
  assert.deepEqual(of('protocol'), ['NP101', 'NP106']);
});

test('what YAML reads as no text is shown as it is written', () => {
  const { findings } = lintTexts([
    named(policy('a', '{ matchLabels: { app: on, build: 010, version: 1.10, public: true } }')),
  ]);
  assert.deepEqual(
    findings.map(({ message, help }) => [message.replace(/^.*: /, ''), help.replace(/^.*?: /, '')]),
    [
      ['on is read as true, and must be a string', 'app: "on"'],
      ['010 is read as 8, and must be a string', 'build: "010"'],
      ['spec.podSelector.matchLabels.public must be a string, not true', 'public: "true"'],
      ['1.10 is read as 1.1, and must be a string', 'version: "1.10"'],
    ],
  );
});

test('a namespace that is to be filled in does not keep the policy from being judged', () => {
  const text = policy('a', '{}').replace('shop', 'YOUR_NAMESPACE');
  assert.deepEqual(codes(lintTexts([named(`${text}  policyTypes: [Ingress]\n  egress: [{}]\n`)])), [
    'NP101',
    'NP106',
  ]);
});

test('objects that have run together are told from a line that was copied', () => {
  const message = (text: string): string | undefined =>
    lintTexts([named(text)]).findings.find(({ code }) => code === 'NP104')?.message;
  assert.match(message(policy('a', '{}') + policy('b', '{}')) ?? '', /^2 objects have run together/);
  assert.match(
    message(`apiVersion: networking.k8s.io/v1\n${policy('a', '{}')}`) ?? '',
    /^key apiVersion stands 2 times in one mapping/,
  );
});

test('a first line that is wrong is told once', () => {
  for (const line of ['Kind: NetworkPolicy', 'apiKind: NetworkPolicy', 'kindd: NetworkPolicy'])
    assert.deepEqual(
      codes(lintTexts([named(policy('a', '{}').replace('kind: NetworkPolicy', line))])),
      ['NP105'],
      line,
    );
  assert.deepEqual(codes(lintTexts([named(`yaml: true\n${policy('a', '{}')}`)])), ['NP102']);
});

test('what policies of another kind may allow is no more than possible', () => {
  const isolated = policy('web', '{ matchLabels: { app: web } }');
  const egress = `${isolated}  policyTypes: [Egress]\n  egress: [{ to: [{ podSelector: { matchLabels: { app: web } } }] }]\n`;
  const cilium = (namespace: string): string =>
    `---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: dns, namespace: ${namespace} }\n`;
  const found = (more: string): readonly string[] =>
    lintTexts([named(`${egress}---\n${pod}${more}`)])
      .findings.filter(({ code }) => code === 'NP301')
      .map(({ severity, help }) => `${severity} ${/CiliumNetworkPolicy/.test(help)}`);
  assert.deepEqual(found(''), ['warning false']);
  assert.deepEqual(found(cilium('other')), ['warning false']);
  assert.deepEqual(found(cilium('shop')), ['info true']);
  assert.deepEqual(found(cilium('other').replace('CiliumNetwork', 'CiliumClusterwideNetwork')), [
    'info false',
  ]);
});

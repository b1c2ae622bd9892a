import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { runCommandLine } from '../support/command-line.ts';

const policy = (spec: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: ${spec}\n`;
const wrong = policy('{ podSelector: {}, policyTypes: [Ingress], egress: [{}] }');

async function run(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { status, stdout, stderr } = await runCommandLine(['lint', ...args, '--format', 'concise'], {
    files: { 'k8s/a.yaml': wrong, ...files },
  });
  return {
    status,
    stderr,
    codes: [...stdout.matchAll(/(\w+) (NP\d{3}) /g)].map(([, level, code]) => `${code} ${level}`),
  };
}

suite('the settings of a repository', () => {
  test('hold without being named, and options outweigh them', async () => {
    const files = { '.netpol-lint.yaml': 'rules: { NP106: info, allow-all-rule: off }\n' };
    assert.deepEqual((await run(files, 'k8s')).codes, ['NP106 info']);
    assert.equal((await run(files, 'k8s')).status, 0);
    assert.deepEqual((await run(files, 'k8s', '--rule', 'NP106=warning')).codes, ['NP106 warning']);
    assert.deepEqual((await run(files, 'k8s', '--no-config')).status, 1);
    const lenient = { 'other.yaml': 'failLevel: none\n', '.netpol-lint.yml': 'failLevel: info\n' };
    assert.equal((await run(lenient, 'k8s', '--config', 'other.yaml')).status, 0);
    assert.equal((await run(lenient, 'k8s', '--config', 'other.yaml', '--fail-level', 'error')).status, 1);
  });

  test('leave files out of folders, and not those that are named', async () => {
    const files = { '.netpol-lint.yaml': 'exclude: [/k8s/]\n', 'b.yaml': policy('{ podSelector: {} }') };
    assert.deepEqual((await run(files, '.')).status, 0);
    assert.deepEqual((await run(files, 'k8s/a.yaml')).status, 1);
  });

  test('that are wrong end the run, each mistake with the file and what was meant', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['rule: {}\n', /\.netpol-lint\.yaml: the file: there is no setting rule; did you mean rules\?/],
      [
        'rules: { NP16: off }\n',
        /\.netpol-lint\.yaml: rules\.NP16: there is no such rule; did you mean NP106\?/,
      ],
      ['rules: { NP106: none }\n', /rules\.NP106: must be one of error, warning, info, off/],
      ['rules: { NP003: off }\n', /NP003 unreadable-document cannot be off/],
      ['kubernetesVersion: "x"\n', /x is no Kubernetes version/],
      ['a: [\n', /\.netpol-lint\.yaml: /],
    ];
    for (const [text, message] of cases) {
      const { status, stderr } = await run({ '.netpol-lint.yaml': text }, 'k8s');
      assert.equal(status, 2, text);
      assert.match(stderr, message);
    }
    const { status, stderr } = await run({}, 'k8s', '--config', 'none.yaml');
    assert.deepEqual([status, /none\.yaml/.test(stderr)], [2, true]);
  });

  test('are those of the documentation', async () => {
    const [text = ''] = /(?<=```yaml\n)# yaml-language-server[\s\S]*?(?=```)/.exec(
      readFileSync('docs/configuration.md', 'utf8'),
    ) ?? [''];
    assert.match(text, /exclude/);
    const baseline = '{"version": 1, "findings": []}';
    const files = { '.netpol-lint.yaml': text, '.netpol-lint-baseline.json': baseline };
    const { stderr, status } = await run(files, 'k8s');
    assert.deepEqual([status, stderr], [1, '']);
  });
});

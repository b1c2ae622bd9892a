import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Files, lintTexts, onlyRule, textsOf } from '../support/lint-texts.ts';

const policy = (app: string, namespace = 'shop'): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: allow, namespace: ${namespace} }
spec: { podSelector: { matchLabels: { app: ${app} } }, policyTypes: [Ingress] }
`;
const [web, api] = [policy('web'), policy('api')];
const webToo = `${web}  # open\n`.replace('[Ingress] }', '[Ingress], ingress: [{}] }');

/** `file severity message`, without the name of the policy, of each NP501. */
function told(files: Files, context: Files = {}): readonly string[] {
  const { findings } = lintTexts(textsOf(files), { context: textsOf(context), ruleset: onlyRule('NP501') });
  return findings.map(
    ({ location, severity, message }) =>
      `${location?.file} ${severity}${message.replace('two NetworkPolicies are called shop/allow', '')}`,
  );
}

const replaces = ': the one applied last replaces the other';

suite('two policies with one name', () => {
  const cases: readonly (readonly [string, Files, readonly string[]])[] = [
    ['in one file', { 'a.yaml': `${web}---\n${webToo}` }, [`a.yaml warning${replaces}`]],
    [
      'in one file, three',
      { 'a.yaml': `${web}---\n${api}---\n${webToo}` },
      [`a.yaml warning${replaces}`, `a.yaml warning${replaces}`],
    ],
    ['in one file, word for word', { 'a.yaml': `${web}---\n${web}` }, []],
    [
      'in one folder, for different pods',
      { 'x/a.yaml': web, 'x/b.yaml': api },
      [`x/a.yaml warning${replaces}`],
    ],
    [
      'in one folder, for the same pods',
      { 'x/a.yaml': web, 'x/b.yaml': webToo },
      [`x/a.yaml info${replaces}`],
    ],
    ['in another namespace', { 'x/a.yaml': web, 'x/b.yaml': policy('api', 'edge') }, []],
    ['in two folders', { 'dev/a.yaml': web, 'prod/a.yaml': api }, []],
    ['in a base and an overlay', { 'base/a.yaml': web, 'overlays/dev/a.yaml': api }, []],
    [
      'in a folder whose kustomization lists one',
      { 'x/a.yaml': web, 'x/b.yaml': api, 'x/kustomization.yaml': 'resources: [b.yaml]\n' },
      [],
    ],
    [
      'in what a kustomization lists',
      { 'x/a.yaml': web, 'x/b.yaml': web, 'x/kustomization.yaml': 'resources: [a.yaml, b.yaml]\n' },
      ['x/a.yaml warning, which kustomize refuses to build'],
    ],
    [
      'in a patch',
      {
        'x/a.yaml': web,
        'x/b.yaml': api,
        'x/kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: b.yaml }]\n',
      },
      [],
    ],
  ];
  for (const [title, files, expected] of cases) test(title, () => assert.deepEqual(told(files), expected));

  test('of which one is context', () => assert.deepEqual(told({ 'x/a.yaml': web }, { 'x/b.yaml': api }), []));
});

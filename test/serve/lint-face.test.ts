import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventoryOf } from '../../src/model/given.ts';
import { catalog } from '../../src/rules/index.ts';
import { lintFace } from '../../src/serve/lint-face.ts';

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.1/8 } }] }] }
`;
const cluster = inventoryOf([], 'default');
const judging = {
  ruleset: { rules: catalog, settings: new Map() },
  lintRequestsPerMinute: 1000,
  today: () => '2026-01-01',
  longest: 60_000,
};
const request = { text: policy, namespace: 'default', context: 'cluster' } as const;

test('ambiguous CIDRs are refused where the version is not known, unless the configuration says otherwise', () => {
  for (const [strictCidr, isRefused] of [
    [undefined, true],
    [true, true],
    [false, false],
  ] as const) {
    const { findings } = lintFace({ cluster }, { ...judging, strictCidr }).lint(request);
    assert.equal(
      findings.some(({ code }) => code === 'NP101'),
      isRefused,
      String(strictCidr),
    );
  }
});

test('each request has its own time, and what there is no time for is counted', () => {
  const face = lintFace({ cluster }, { ...judging, strictCidr: undefined, longest: -1 });
  assert.deepEqual([face.lint(request).unjudged, face.lint(request).unjudged], [1, 1]);
});

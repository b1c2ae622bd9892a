import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { reviewer } from '../../src/admission/review.ts';
import { readFolder } from '../../src/config/read-folder.ts';
import { inventoryOf } from '../../src/model/given.ts';
import { catalog } from '../../src/rules/index.ts';
import { createEngine } from '../../src/semantics/engine/engine.ts';

const inventory = inventoryOf(readFolder('examples/cluster'), 'default');
const review = reviewer({
  inventory: { ...inventory, engine: createEngine(inventory) },
  inventoryState: () => '',
  ruleset: { rules: catalog, settings: new Map() },
  defaults: { enforce: 'certain', warn: 'warning', audit: 'info' },
  exemptions: { users: [], groups: [], namespaces: [], serviceAccounts: [] },
  strictCidr: true,
  today: () => '2026-01-01',
});

interface Request {
  readonly operation: string;
  readonly name: string;
  readonly object: unknown;
  readonly oldObject: unknown;
}

/** The shop of the examples: db-from-api and a default deny for ingress are in force, four pods run. */
function annotationsOf(change: Partial<Request>): Readonly<Record<string, string>> {
  const body = JSON.parse(readFileSync('examples/review-warned.json', 'utf8')) as { request: object };
  const outcome = review({ ...body, request: { ...body.request, ...change } });
  assert.ok(outcome.kind === 'answered', JSON.stringify(outcome));
  return outcome.answer.response.auditAnnotations ?? {};
}

function policy(name: string, spec: object): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec,
  };
}

test('a first isolation counts pods and the pairs that lose something', () => {
  const object = policy('api-egress', {
    podSelector: { matchLabels: { app: 'api' } },
    policyTypes: ['Egress'],
  });
  const { effect } = annotationsOf({ name: 'api-egress', object });
  // The api loses db (the default deny had left it that) and every pod outside the shop: coredns and the proxy.
  assert.equal(effect, 'isolated-egress=1,pairs-losing=3');
});

test('what is opened counts too', () => {
  const object = policy('open', { podSelector: { matchLabels: { app: 'frontend' } }, ingress: [{}] });
  // Two frontends, each reached by the five other pods.
  assert.equal(annotationsOf({ name: 'open', object })['effect'], 'pairs-gaining=10');
});

test('a deletion that takes the last isolation away', () => {
  const oldObject = policy('default-deny', { podSelector: {}, policyTypes: ['Ingress'] });
  const change = { operation: 'DELETE', name: 'default-deny', object: null, oldObject };
  assert.match(annotationsOf(change)['effect'] ?? '', /^opened-ingress=3,pairs-gaining=\d+$/);
});

test('no effect leaves no annotation', () => {
  const object = policy('default-deny', { podSelector: {}, policyTypes: ['Ingress'] });
  assert.equal(
    annotationsOf({ operation: 'UPDATE', name: 'default-deny', object, oldObject: object })['effect'],
    undefined,
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { lint } from '../../src/lint/lint.ts';
import type { Report } from '../../src/lint/report.ts';
import { targetOf } from '../../src/manifest/target.ts';
import { inventoryOf } from '../../src/model/given.ts';
import { fromPointer } from '../../src/model/pointer.ts';
import { valueAt } from '../../src/model/json.ts';
import { catalog } from '../../src/rules/index.ts';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { readDocuments } from '../../src/source/document.ts';
import type { ApiObject } from '../support/cluster-objects.ts';
import { randomCluster, type RandomCluster } from '../support/random-objects.ts';
import { lintTexts } from '../support/lint-texts.ts';

const ruleset = { rules: catalog, settings: new Map() };

/** What makes a set of files the whole of a cluster, its DNS and its API server's Service included. */
const whole: readonly ApiObject[] = [
  ...['default', 'kube-system', 'kube-public', 'c'].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  })),
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'kube-system', name: 'coredns', labels: { 'k8s-app': 'kube-dns', app: 'x' } },
    spec: { containers: [{ name: 'coredns', ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }] }] },
    status: { phase: 'Running', podIPs: [{ ip: '10.0.0.1' }] },
  },
  service('kube-system', 'kube-dns', { 'k8s-app': 'kube-dns' }, [
    { name: 'dns', protocol: 'UDP', port: 53, targetPort: 'dns' },
    { name: 'dns-tcp', port: 53, targetPort: 5353 },
  ]),
  service('default', 'kubernetes', undefined, [{ port: 443, targetPort: 6443 }]),
];

function service(namespace: string, name: string, selector: object | undefined, ports: object[]): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: { clusterIP: '10.0.0.3', ports, ...(selector === undefined ? {} : { selector }) },
  };
}

const services = [
  service('a', 'x', { app: 'x' }, [{ port: 80, targetPort: 81 }]),
  service('b', 'y', { app: 'y' }, [{ port: 81, targetPort: 'http' }]),
];

const extents: readonly (readonly [string, (cluster: RandomCluster) => readonly ApiObject[]])[] = [
  ['policies alone', ({ policies }) => policies],
  ['files that show a part', ({ facts, policies }) => [...facts, ...services, ...policies]],
  ['a whole cluster', ({ facts, policies }) => [...whole, ...facts, ...services, ...policies]],
];

for (const [extent, objectsOf] of extents) {
  test(`no rule fails, whatever the policies, on ${extent}`, () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const text = objectsOf(cluster)
          .map((object) => JSON.stringify(object))
          .join('\n---\n');
        assertReadable(judgeText(text), text);
        assertReadable(judgeRequests(objectsOf(cluster), cluster), text);
      }),
      { numRuns: 150 },
    );
  });
}

function judgeText(text: string): Report {
  return lintTexts([{ text, chosen: 'named' }]);
}

/** Each policy as if it were created beside the others. */
function judgeRequests(objects: readonly ApiObject[], { policies }: RandomCluster): Report {
  const targets = policies.flatMap((policy) =>
    readDocuments(JSON.stringify(policy)).flatMap((item) =>
      item.kind === 'document'
        ? {
            ...targetOf(item, { defaultNamespace: 'default', strictCidr: true }),
            operation: 'CREATE' as const,
          }
        : [],
    ),
  );
  const inventory = inventoryOf(
    objects.filter(({ kind }) => kind !== 'NetworkPolicy'),
    'default',
  );
  return lint(targets, { ...inventory, engine: createEngine(inventory) }, ruleset);
}

function assertReadable({ findings, notEvaluated }: Report, text: string): void {
  for (const { code, message, help, path, object } of findings) {
    const shown = `${code} ${path}: ${message}; ${help}\n${text}`;
    assert.notEqual(code, 'NP001', shown);
    assert.doesNotMatch(`${message} ${help}`, /undefined|null\b|\[object|NaN|\p{Cc}| {2}/u, shown);
    assert.doesNotMatch(message, /\.$|^\s|\s$/, shown);
    assert.match(help, /\w/, shown);
    assert.ok(object !== undefined && leadsSomewhere(path), shown);
  }
  for (const { code, reason } of notEvaluated) assert.match(reason, /^[\w].*[^.]$/, code);
}

/** A path is made of the fields of a NetworkPolicy; what is left out of the document may be pointed at as well. */
function leadsSomewhere(path: string): boolean {
  const [first] = fromPointer(path);
  return first === undefined || valueAt({ metadata: 1, spec: 1, apiVersion: 1, kind: 1 }, first) === 1;
}

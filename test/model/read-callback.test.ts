import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventoryOf } from '../../src/model/given.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import { layer } from '../../src/model/layer.ts';

const service = { namespace: 'shop', name: 'hook' };
const called = { ...service, port: 443 };

const registration = 'admissionregistration.k8s.io/v1';
const cases: readonly (readonly [what: string, object: object, services: readonly object[]])[] = [
  [
    'each webhook of a configuration, each Service once',
    webhooks('a', [{ service }, { service: { ...service, port: 8443 } }, { service }, { url: 'https://x' }]),
    [called, { ...called, port: 8443 }],
  ],
  [
    'an APIService',
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: 'v1.x' },
      spec: { service },
    },
    [called],
  ],
  [
    'an APIService that the API server serves itself',
    { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.x' }, spec: {} },
    [],
  ],
  ['a conversion webhook', definition('v1', { webhook: { clientConfig: { service } } }), [called]],
  ['a conversion webhook of v1beta1', definition('v1beta1', { webhookClientConfig: { service } }), [called]],
  ['no conversion', definition('v1', { strategy: 'None' }), []],
  [
    'references that are none',
    webhooks('a', [{ service: { name: 'hook' } }, { service: null }, { service: { ...service, port: 0 } }]),
    [called],
  ],
];

for (const [what, object, services] of cases) {
  test(`the Services that are called by ${what}`, () => {
    const [callback] = given(object).callbacks.all();
    assert.deepEqual(callback?.services, services);
  });
}

test('what has no name, or another group, is no callback', () => {
  const nameless = { ...webhooks('a', [{ service }]), metadata: {} };
  const foreign = { ...webhooks('a', [{ service }]), apiVersion: 'example.org/v1' };
  const { callbacks } = given(nameless, foreign);
  assert.equal(callbacks.size, 0);
  assert.deepEqual(callbacks.extent(), { state: 'given' });
});

test('a callback of the files takes the place of the one in the cluster with its kind and name', () => {
  const base = given(webhooks('a', []), webhooks('b', [{ service }]));
  const { callbacks } = layer(base, given(webhooks('a', [{ service }]), definition('v1', {})));
  assert.deepEqual(
    callbacks.all().map(({ kind, name, services }) => [kind, name, services.length]),
    [
      ['ValidatingWebhookConfiguration', 'b', 1],
      ['CustomResourceDefinition', 'x.example.org', 0],
      ['ValidatingWebhookConfiguration', 'a', 1],
    ],
  );
  assert.equal(callbacks.size, 3);
});

function given(...objects: readonly object[]): Inventory {
  return inventoryOf(objects, 'default');
}

function webhooks(name: string, clientConfigs: readonly object[]): object {
  return {
    apiVersion: registration,
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: clientConfigs.map((clientConfig) => ({ clientConfig })),
  };
}

function definition(version: string, conversion: object): object {
  return {
    apiVersion: `apiextensions.k8s.io/${version}`,
    kind: 'CustomResourceDefinition',
    metadata: { name: 'x.example.org' },
    spec: { conversion },
  };
}

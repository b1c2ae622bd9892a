import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIngress } from '../../src/model/read-ingress.ts';

const service = { name: 'web', port: { number: 80 } };

const cases: readonly (readonly [what: string, spec: unknown, backends: readonly object[]])[] = [
  [
    'the default and each path, each port once',
    {
      defaultBackend: { service },
      rules: [
        {
          http: {
            paths: [
              { backend: { service } },
              { backend: { service: { name: 'api', port: { name: 'http' } } } },
            ],
          },
        },
        { host: 'shop.example.org' },
      ],
    },
    [
      { name: 'web', port: 80 },
      { name: 'api', port: 'http' },
    ],
  ],
  [
    'what was written before v1',
    {
      backend: { serviceName: 'web', servicePort: 80 },
      rules: [{ http: { paths: [{ backend: { serviceName: 'api', servicePort: 'http' } }] } }],
    },
    [
      { name: 'web', port: 80 },
      { name: 'api', port: 'http' },
    ],
  ],
  ['what is no Service', { defaultBackend: { resource: { kind: 'Bucket', name: 'a' } } }, []],
  [
    'what makes no sense',
    { rules: [{ http: { paths: 7 } }, null], defaultBackend: { service: { name: 'web' } } },
    [],
  ],
  ['nothing', undefined, []],
];

for (const [what, spec, backends] of cases) {
  test(`the backends of ${what}`, () => {
    const ingress = readIngress({ metadata: { name: 'shop' }, spec }, 'default');
    assert.deepEqual(ingress, { kind: 'Ingress', namespace: 'default', name: 'shop', backends });
  });
}

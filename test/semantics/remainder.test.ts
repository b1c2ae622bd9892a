import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Path } from '../../src/model/pointer.ts';
import { readNetworkPolicy } from '../../src/model/read-networkpolicy.ts';
import { meaningWithout } from '../../src/semantics/remainder.ts';

const read = readNetworkPolicy(
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'a', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' } }],
          ports: [{ port: 80 }, { protocol: 'SCTP' }, { port: 'http' }, { port: 1, endPort: 9 }],
        },
        {},
      ],
    },
  },
  { defaultNamespace: 'default', strictCidr: true },
);
assert.ok('policy' in read);
const { policy } = read;

const meanings: readonly (readonly [path: Path, meaning: string | undefined])[] = [
  [['spec', 'podSelector', 'x'], 'the policy applies to pods with app=web in shop'],
  [['spec', 'x'], 'ingress is limited to 2 rules, egress is denied'],
  [['spec', 'ingress', 0, 'from', 0, 'x'], 'this peer means every pod of shop'],
  [['spec', 'ingress', 0, 'from', 0, 'podSelector', 'x'], 'this peer means every pod of shop'],
  [['spec', 'ingress', 0, 'from', 1, 'x'], 'this peer means 10.0.0.0/8'],
  [['spec', 'ingress', 0, 'ports', 0, 'x'], 'this entry opens TCP 80'],
  [['spec', 'ingress', 0, 'ports', 1, 'x'], 'this entry opens every SCTP port'],
  [['spec', 'ingress', 0, 'ports', 2, 'x'], 'this entry opens TCP http'],
  [['spec', 'ingress', 0, 'ports', 3, 'x'], 'this entry opens TCP 1-9'],
  [['spec', 'ingress', 0, 'x'], 'the rule allows ingress from its peers on its ports'],
  [['spec', 'ingress', 1, 'x'], 'the rule allows ingress from everyone on every port'],
  [['spec', 'ingress', 7, 'x'], undefined],
  [['spec', 'ingress', 0, 'from', 7, 'x'], undefined],
  [['spec', 'ingress', 0, 'ports', 7, 'x'], undefined],
  [['metadata', 'x'], undefined],
  [['x'], undefined],
];

for (const [path, meaning] of meanings) {
  test(`without ${path.join('.')}`, () => assert.equal(meaningWithout(path, policy), meaning));
}

test('a policy for one direction leaves the other open', () => {
  const ingressOnly = { ...policy, isolates: ['ingress'] } as const;
  assert.equal(
    meaningWithout(['spec', 'x'], ingressOnly),
    'ingress is limited to 2 rules, egress stays open',
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inventoryOf } from '../../../src/model/given.ts';
import { eachRule } from '../../../src/model/policy-parts.ts';
import {
  explainUndeclared,
  protocolsOpenToPeers,
  type RuleOnPods,
} from '../../../src/semantics/ports/declared-instead.ts';

const web = { app: 'web' };

const { pods, services, namespaces, policies } = inventoryOf(
  [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web-0', namespace: 'shop', labels: web },
      spec: { containers: [{ name: 'web', ports: [{ containerPort: 8080 }] }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector: web, ports: [{ port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { podSelector: { matchLabels: web }, ingress: [{ ports: [{ port: 9000 }, { port: 9001 }] }] },
    },
  ],
  'default',
);

test('what does not depend on the port is found once for all ports of a rule', () => {
  let asked = 0;
  const counting = {
    ...policies,
    in(namespace: string) {
      asked += 1;
      return policies.in(namespace);
    },
  };
  const [policy] = policies.in('shop');
  assert(policy !== undefined);
  const [placed] = eachRule(policy);
  assert(placed !== undefined);
  const destinations = pods.in('shop');
  const rule: RuleOnPods = { policy, placed, destinations, pods, services, namespaces, policies: counting };
  const explained = [8000, 8001, 8002].map(
    (port) => explainUndeclared({ protocol: 'TCP', port }, rule)?.kind,
  );
  assert.deepEqual(explained, ['served', 'served', 'served']);
  assert.equal(asked, 1);
  assert.deepEqual([protocolsOpenToPeers(rule), protocolsOpenToPeers(rule)], [new Set(), new Set()]);
  assert.equal(asked, 2);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dnsBlocked } from '../../src/rules/dns-blocked.ts';
import { findingsOf } from '../support/rule-cases.ts';

test('of files, a warning that DNS is blocked says that another policy may allow it', () => {
  const [finding] = findingsOf(dnsBlocked, `${toDb('shop')}\n---\n${workload}`);
  assert.equal(finding?.severity, 'warning');
  assert.equal(
    finding.message,
    'no egress rule allows DNS: unless another policy allows it, the pods cannot resolve names',
  );
});

test('a policy of OpenShift is told where the DNS of OpenShift is', () => {
  const [finding] = findingsOf(dnsBlocked, toDb('openshift-shop'));
  assert.equal(
    finding?.help,
    'allow egress on UDP and TCP 5353 to pods with dns.operator.openshift.io/daemonset-dns=default in namespace openshift-dns',
  );
});

test('a policy of no cluster in particular is told where most clusters have their DNS', () => {
  const [finding] = findingsOf(dnsBlocked, toDb('shop'));
  assert.equal(
    finding?.help,
    'allow egress on UDP and TCP 53 to pods with k8s-app=kube-dns in namespace kube-system',
  );
});

const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: a, namespace: shop }
spec: { template: { metadata: { labels: { app: a } } } }`;

function toDb(namespace: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a, namespace: ${namespace} }
spec:
  podSelector: { matchLabels: { app: a } }
  policyTypes: [Egress]
  egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }] }]`;
}

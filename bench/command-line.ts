/** How long the command line takes over a folder of 1,000 manifests, beside a Node that does nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, report } from './support/measure.ts';

const manifests = 1000;
const runs = 7;

function workload(index: number): string {
  const app = `app-${index % 100}`;
  const namespace = `team-${index % 20}`;
  if (index % 3 === 0) {
    return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app}-${index}, namespace: ${namespace} }
spec:
  template:
    metadata:
      labels: { app: ${app} }
    spec:
      containers: [{ name: main, image: example, ports: [{ name: http, containerPort: 8080 }] }]
`;
  }
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: policy-${index}
  namespace: ${namespace}
spec:
  podSelector:
    matchLabels:
      app: ${app}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector:
            matchLabels: { app: app-${(index + 1) % 100} }
      ports:
        - port: 8080
  egress:
    - to:
        - namespaceSelector:
            matchLabels: { kubernetes.io/metadata.name: kube-system }
      ports:
        - { protocol: UDP, port: 53 }
        - { protocol: TCP, port: 53 }
`;
}

function secondsOf(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return (performance.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'netpol-lint-bench-'));
try {
  for (let index = 0; index < manifests; index += 1)
    writeFileSync(join(folder, `${index}.yaml`), workload(index));
  const empty: number[] = [];
  const lint: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    empty.push(secondsOf(['-e', '0']));
    lint.push(secondsOf(['bin/netpol-lint.cjs', 'lint', '--format', 'json', folder]));
  }
  report('a Node that does nothing', `${median(empty).toFixed(2)} s`);
  report(
    'lint of 1,000 manifests, two thirds of them policies',
    `${median(lint).toFixed(2)} s, ${(median(lint) / median(empty)).toFixed(1)} times as long`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

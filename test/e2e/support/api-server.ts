import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import type { Process } from './processes.ts';

/** Flags of an etcd that keeps its data in `directory` and serves clients on `port` of 127.0.0.1. */
export function etcdFlags(directory: string, port: number): readonly string[] {
  const client = `http://127.0.0.1:${port}`;
  return [
    `--data-dir=${join(directory, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    '--listen-peer-urls=http://127.0.0.1:0',
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: Metadata
    verbs: [create, update, patch, delete]
    resources: [{ group: networking.k8s.io, resources: [networkpolicies] }]
  - level: None
`;

/**
 * Flags of a kube-apiserver on `port` of 127.0.0.1 whose files are in `directory` and whose administrator shows
 * `adminToken`. Writes the files that the flags name.
 */
export function apiServerFlags(
  directory: string,
  port: string,
  etcdPort: number,
  adminToken: string,
): readonly string[] {
  const written = (name: string, text: string): string => {
    const file = join(directory, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = written('service-account.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--secure-port=${port}`,
    `--cert-dir=${join(directory, 'certificates')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    `--token-auth-file=${written('tokens.csv', `${adminToken},admin,admin,"system:masters"\n`)}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.96.0.0/16',
    // Without controllers nobody makes the default ServiceAccount that this plugin demands of every pod.
    '--disable-admission-plugins=ServiceAccount',
    `--audit-policy-file=${written('audit-policy.yaml', auditPolicy)}`,
    `--audit-log-path=${join(directory, 'audit.log')}`,
  ];
}

/** Waits until the API server says at `url` that it is ready; throws with its log when it ends or never does. */
export async function ready(server: Process, url: string, certificate: string, token: string): Promise<void> {
  await eventually(async () => {
    if (server.status() !== undefined) return;
    const status = await statusOf(url, readFileSync(certificate, 'utf8'), token);
    if (status !== 200) throw new Error(`the API server answers ${status}:\n${server.output()}`);
  });
  if (server.status() !== undefined) throw new Error(`the API server has ended:\n${server.output()}`);
}

function statusOf(url: string, ca: string, token: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}

import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endToEndTools } from '../../../scripts/e2e-tools.ts';
import { apiServerFlags, etcdFlags, ready } from './api-server.ts';
import { removeAtTheEnd } from './endings.ts';
import { kubectlWith, type Kubectl } from './kubectl.ts';
import { sumOfSeries } from './metrics-text.ts';
import { freePort, startProcess, type Process } from './processes.ts';

/**
 * A real etcd and kube-apiserver on loopback ports, without nodes or controllers: pods are created and given a status
 * by hand, namespaces stay when deleted. One for a test file:
 *
 *     let cluster: ControlPlane;
 *     before(async () => { cluster = await startControlPlane(); });
 *     after(() => cluster.stop());
 *     … await cluster.kubectl(['apply', '-f', '-'], { input: yaml })
 *
 * It takes about three seconds. Whatever happens, the processes and the folder are gone when the test process ends.
 */
export interface ControlPlane {
  /** `https://127.0.0.1:…`, the same after a restart. */
  readonly url: string;
  /** `http://127.0.0.1:…` of etcd, which also speaks JSON: what is put there is stored without any judgement. */
  readonly etcdUrl: string;
  /** Certificates to trust for `url`, PEM. */
  readonly certificateAuthority: string;
  /** Bearer token of a member of system:masters. */
  readonly adminToken: string;
  /** Kubeconfig file of that member. */
  readonly kubeconfig: string;
  /** Removed at the end: room for files of a test. */
  readonly directory: string;
  readonly kubectl: Kubectl;
  /** As `kubectl`, but any status other than 0 is an error; gives standard output. */
  succeed(args: readonly string[], input?: string): Promise<string>;
  /** Writes a kubeconfig file for the bearer of `token` and gives its path. */
  kubeconfigOf(name: string, token: string): string;
  /** Ends the API server; etcd stays, so a later start has the same objects. */
  stopApiServer(): Promise<void>;
  /** Starts it again on the same port, with these further flags instead of the first ones, and waits until it is ready. */
  startApiServer(flags?: readonly string[]): Promise<void>;
  /** The audit log about NetworkPolicies, one object a request. */
  auditEvents(): readonly AuditEvent[];
  /** The sum of the series of one of the API server's own metrics whose labels contain `labels`. */
  metric(name: string, labels?: string): Promise<number>;
  stop(): Promise<void>;
}

/** The part of an audit.k8s.io/v1 Event that tests look at. */
export interface AuditEvent {
  readonly verb: string;
  readonly objectRef?: { readonly namespace?: string; readonly name?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface ControlPlaneOptions {
  /** Further flags of kube-apiserver, such as `--feature-gates=StrictIPCIDRValidation=false`. */
  readonly apiServerFlags?: readonly string[];
}

/** Starts etcd and kube-apiserver and waits until the API server is ready. */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const tools = endToEndTools();
  const directory = mkdtempSync(join(tmpdir(), 'netpol-lint-e2e-'));
  const removeDirectory = removeAtTheEnd(directory);
  const etcdPort = await freePort();
  const url = `https://127.0.0.1:${await freePort()}`;
  const adminToken = randomBytes(16).toString('hex');
  const flags = apiServerFlags(directory, new URL(url).port, etcdPort, adminToken);
  const etcd = startProcess(join(tools, 'etcd'), etcdFlags(directory, etcdPort), {
    log: join(directory, 'etcd.log'),
  });
  let apiServer: Process | undefined;
  const certificate = join(directory, 'certificates/apiserver.crt');
  const startApiServer = async (further = options.apiServerFlags ?? []): Promise<void> => {
    const log = join(directory, 'kube-apiserver.log');
    apiServer = startProcess(join(tools, 'kube-apiserver'), [...flags, ...further], { log });
    await ready(apiServer, `${url}/readyz`, certificate, adminToken);
  };
  const stopApiServer = async (): Promise<void> => {
    // It would wait for watches to end, for up to a minute.
    await apiServer?.stop('SIGTERM', 2);
  };
  const stop = async (): Promise<void> => {
    await stopApiServer();
    await etcd.stop();
    removeDirectory();
  };
  try {
    await startApiServer();
  } catch (error) {
    await stop();
    throw error;
  }
  const kubeconfigOf = (name: string, token: string): string => {
    const file = join(directory, `${name}.kubeconfig`);
    writeFileSync(file, kubeconfigText(url, certificate, token), { mode: 0o600 });
    return file;
  };
  const kubeconfig = kubeconfigOf('admin', adminToken);
  const kubectl = kubectlWith(join(tools, 'kubectl'), kubeconfig, directory);
  const succeed: ControlPlane['succeed'] = async (args, input) => {
    const outcome = await kubectl(args, input === undefined ? {} : { input });
    if (outcome.status === 0) return outcome.stdout;
    throw new Error(`kubectl ${args.join(' ')} ended with ${outcome.status}: ${outcome.stderr}`);
  };
  return {
    url,
    etcdUrl: `http://127.0.0.1:${etcdPort}`,
    certificateAuthority: readFileSync(certificate, 'utf8'),
    adminToken,
    kubeconfig,
    directory,
    kubectl,
    succeed,
    kubeconfigOf,
    stopApiServer,
    startApiServer,
    metric: async (name, labels = '') => sumOfSeries(await succeed(['get', '--raw=/metrics']), name, labels),
    auditEvents: () => auditEvents(join(directory, 'audit.log')),
    stop,
  };
}

function kubeconfigText(server: string, certificate: string, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'e2e',
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'e2e' } }],
    clusters: [{ name: 'e2e', cluster: { server, 'certificate-authority': certificate } }],
    users: [{ name: 'e2e', user: { token } }],
  });
}

function auditEvents(file: string): readonly AuditEvent[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as AuditEvent);
}

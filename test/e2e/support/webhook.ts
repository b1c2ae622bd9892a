import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { watchedNames } from '../../../src/cluster/watched-kind.ts';
import type { ControlPlane } from './control-plane.ts';
import { eventually } from './eventually.ts';
import { install, makeCertificates, repository } from './installation.ts';
import { sumOfSeries } from './metrics-text.ts';
import { freePort, startProcess, type Process } from './processes.ts';
import { kubeconfigOfServer, mountConfiguration, mountSecret, shippedContainer } from './shipped-pod.ts';

/** Our server, installed in a cluster as `manifests/base` says and run here from `dist`. */
export interface Webhook {
  readonly process: Process;
  /** Where it takes admission calls. */
  readonly port: number;
  /** Plain HTTP, with `/livez` and `/readyz`. */
  readonly probesUrl: string;
  /** The sum of a metric's series whose labels contain `labels`, such as `decision="warned"`. */
  metric(name: string, labels?: string): Promise<number>;
  /** Waits until the server has read the cluster. */
  synced(): Promise<void>;
  /** Writes the certificate of the Secret to where the server reads it, by the symbolic link that the kubelet swaps. */
  mountCertificate(): Promise<void>;
  /** Ends the server and starts it again on the same ports, with the token of another ServiceAccount if one is given. */
  restart(kubeconfig?: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Installs the manifests and certificates and starts the server with the shipped configuration, arguments, environment
 * and the token of the shipped ServiceAccount. Ready for admission, and synced, when it resolves.
 */
export async function startWebhook(cluster: ControlPlane): Promise<Webhook> {
  const ports = { admission: await freePort(), probes: await freePort(), metrics: await freePort() };
  await install(cluster, ports.admission);
  makeCertificates(cluster, '--apply');
  const directory = join(cluster.directory, 'pod');
  mkdirSync(directory);
  const mountCertificate = (): Promise<void> => mountSecret(cluster, join(directory, 'certificate'));
  await mountCertificate();
  const container = await shippedContainer(cluster);
  const configuration = await mountConfiguration(cluster, directory);
  const shipped = await kubeconfigOfServer(cluster);
  const probesUrl = `http://127.0.0.1:${ports.probes}`;
  let server: Process;
  const start = async (kubeconfig = shipped): Promise<void> => {
    const args = container.args.map((arg) => arg.replace('/etc/netpol-lint', configuration));
    server = startProcess(
      process.execPath,
      [join(repository, 'dist/main.js'), ...args, ...flags(ports, directory), '--kubeconfig', kubeconfig],
      {
        log: join(directory, 'server.log'),
        cwd: directory,
        env: { ...container.environment, PATH: process.env['PATH'], KUBERNETES_SERVICE_HOST: '127.0.0.1' },
      },
    );
    await eventually(async () => {
      if (server.status() !== undefined) throw new Error(server.output());
      const { status } = await fetch(`${probesUrl}/readyz`);
      if (status !== 200) throw new Error(`/readyz answers ${status}:\n${server.output()}`);
    });
  };
  const metric = (name: string, labels = ''): Promise<number> =>
    fetch(`http://127.0.0.1:${ports.metrics}/metrics`)
      .then((response) => response.text())
      .then((text) => sumOfSeries(text, name, labels));
  const webhook: Webhook = {
    get process() {
      return server;
    },
    port: ports.admission,
    probesUrl,
    metric,
    synced: () =>
      eventually(async () => {
        const kinds = await metric('netpol_lint_inventory_synced');
        if (kinds !== watchedNames.length)
          throw new Error(`${kinds} of ${watchedNames.length} kinds are read:\n${server.output()}`);
      }),
    mountCertificate,
    async restart(kubeconfig) {
      await server.stop('SIGINT');
      await start(kubeconfig);
    },
    stop: async () => void (await server.stop('SIGINT')),
  };
  await start();
  await webhook.synced();
  return webhook;
}

function flags(
  ports: { readonly admission: number; readonly probes: number; readonly metrics: number },
  directory: string,
): readonly string[] {
  return [
    '--host=127.0.0.1',
    `--port=${ports.admission}`,
    `--probes-port=${ports.probes}`,
    `--metrics-port=${ports.metrics}`,
    `--tls-cert=${join(directory, 'certificate/tls.crt')}`,
    `--tls-key=${join(directory, 'certificate/tls.key')}`,
  ];
}

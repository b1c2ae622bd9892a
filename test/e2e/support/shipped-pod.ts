import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane.ts';
import { installedName } from './installation.ts';

/** What the shipped Deployment starts in its container. */
export interface Container {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Reads it from the Deployment in the cluster. */
export async function shippedContainer(cluster: ControlPlane): Promise<Container> {
  const deployment = JSON.parse(await inOurNamespace(cluster, 'deployment', installedName)) as {
    spec: {
      template: {
        spec: { containers: [{ args: string[]; env?: readonly { name: string; value: string }[] }] };
      };
    };
  };
  const [{ args, env = [] }] = deployment.spec.template.spec.containers;
  return { args, environment: Object.fromEntries(env.map(({ name, value }) => [name, value])) };
}

/** Writes the shipped ConfigMap into a folder of `directory` and gives that folder. */
export async function mountConfiguration(cluster: ControlPlane, directory: string): Promise<string> {
  const maps = JSON.parse(await inOurNamespace(cluster, 'configmap')) as {
    items: readonly { metadata: { name: string }; data: Readonly<Record<string, string>> }[];
  };
  const map = maps.items.find(({ metadata }) => metadata.name.startsWith(installedName));
  const target = join(directory, 'configuration');
  mkdirSync(target);
  for (const [name, text] of Object.entries(map?.data ?? {})) writeFileSync(join(target, name), text);
  return target;
}

/** Writes the certificate's Secret to `target` as the kubelet does: all files change at once, by one symbolic link. */
export async function mountSecret(cluster: ControlPlane, target: string): Promise<void> {
  const secret = JSON.parse(await inOurNamespace(cluster, 'secret', 'netpol-lint-certificate')) as {
    data: Readonly<Record<string, string>>;
    metadata: { resourceVersion: string };
  };
  const version = `..${secret.metadata.resourceVersion}`;
  mkdirSync(join(target, version), { recursive: true });
  for (const [name, value] of Object.entries(secret.data)) {
    writeFileSync(join(target, version, name), Buffer.from(value, 'base64'));
    try {
      symlinkSync(join('..data', name), join(target, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  symlinkSync(version, join(target, '..data_tmp'));
  renameSync(join(target, '..data_tmp'), join(target, '..data'));
}

/** A kubeconfig with a token of the shipped ServiceAccount, and so with exactly the shipped rights. */
export async function kubeconfigOfServer(cluster: ControlPlane): Promise<string> {
  const token = await cluster.succeed(['create', 'token', installedName, '-n', installedName]);
  return cluster.kubeconfigOf('server', token.trim());
}

function inOurNamespace(cluster: ControlPlane, ...what: readonly string[]): Promise<string> {
  return cluster.succeed(['get', ...what, '-n', installedName, '-o', 'json']);
}

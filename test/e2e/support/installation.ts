import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { endToEndTools } from '../../../scripts/e2e-tools.ts';
import type { ControlPlane } from './control-plane.ts';

/** Where things are in the repository. */
export const repository = join(import.meta.dirname, '../../..');

/** Name of everything that `manifests/base` installs, and of the namespace it installs it in. */
export const installedName = 'netpol-lint';

/**
 * Applies a folder of `manifests/` as it is shipped, but for where the webhook's calls go: without nodes there is no pod
 * network, so the Service becomes an alias of localhost and the webhook's port that of a process here. The API server
 * goes on to verify the certificate for the Service's name.
 */
export async function install(
  cluster: ControlPlane,
  webhookPort: number,
  folder: 'base' | 'overlays/enforce' = 'base',
): Promise<void> {
  const directory = mkdtempSync(join(realpathSync(cluster.directory), 'installation-'));
  const shipped = relative(directory, join(repository, 'manifests', folder));
  writeFileSync(join(directory, 'kustomization.yaml'), JSON.stringify(kustomization(shipped, webhookPort)));
  await cluster.succeed(['apply', '-k', directory]);
}

function kustomization(shipped: string, port: number): unknown {
  return {
    resources: [shipped],
    patches: [
      {
        target: { kind: 'Service', name: installedName },
        patch: JSON.stringify([
          { op: 'replace', path: '/spec', value: { type: 'ExternalName', externalName: 'localhost' } },
        ]),
      },
      {
        target: { kind: 'ValidatingWebhookConfiguration', name: installedName },
        patch: JSON.stringify([
          { op: 'replace', path: '/webhooks/0/clientConfig/service/port', value: port },
        ]),
      },
    ],
  };
}

/** Runs `certs/make-certs.sh` against the cluster; its files go into the cluster's folder. Gives that folder. */
export function makeCertificates(cluster: ControlPlane, ...options: readonly string[]): string {
  const directory = join(cluster.directory, 'certificates-of-webhook');
  const { status, stderr } = spawnSync(
    join(repository, 'certs/make-certs.sh'),
    ['--out', directory, ...options],
    {
      encoding: 'utf8',
      env: {
        PATH: `${endToEndTools()}:${process.env['PATH']}`,
        HOME: cluster.directory,
        KUBECONFIG: cluster.kubeconfig,
      },
    },
  );
  if (status !== 0) throw new Error(`make-certs.sh ended with ${status}: ${stderr}`);
  return directory;
}

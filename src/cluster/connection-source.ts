import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Failure } from './failure.ts';

/** Where a connection's address and credentials stand. */
export type ConnectionSource =
  | {
      readonly kind: 'service-account';
      /** The API server's base URL. */
      readonly server: string;
      /** Holds `token` and `ca.crt`, which the kubelet rewrites as they are renewed. */
      readonly directory: string;
    }
  | {
      readonly kind: 'kubeconfig';
      /** At least one; where two define the same name, the first wins, as with kubectl. */
      readonly files: readonly string[];
      /** Instead of the files' current context. */
      readonly context?: string;
    };

/** What decides where the settings are looked for. */
export interface ConnectionChoice {
  /** A kubeconfig file that was asked for by name; nothing else is tried then. */
  readonly kubeconfig?: string;
  readonly context?: string;
  /** The environment: KUBECONFIG, HOME, USERPROFILE, KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the kubelet mounts the service account, if not where it always does. */
  readonly serviceAccountDirectory?: string;
}

const mountedServiceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Finds the settings in kubectl's order: the file asked for, KUBECONFIG, ~/.kube/config, the pod's service account.
 * Never falls back to an address that nobody gave, as client libraries do with `http://localhost:8080`.
 */
export function findConnectionSource(
  choice: ConnectionChoice,
): { readonly source: ConnectionSource } | { readonly failure: Failure } {
  const { kubeconfig, environment } = choice;
  if (kubeconfig !== undefined) return fromFiles([kubeconfig], choice);
  const listed = (environment['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  if (listed.length > 0) return fromFiles(listed, choice);
  const home = environment['HOME'] ?? environment['USERPROFILE'];
  const usual = home === undefined ? undefined : join(home, '.kube', 'config');
  if (usual !== undefined && existsSync(usual)) return fromFiles([usual], choice);
  return fromServiceAccount(choice);
}

function fromFiles(
  files: readonly string[],
  { context }: ConnectionChoice,
): ReturnType<typeof findConnectionSource> {
  const present = files.filter((file) => existsSync(file));
  if (present.length === 0) return missing(`no kubeconfig at ${files.join(' or ')}`);
  return { source: { kind: 'kubeconfig', files: present, ...(context === undefined ? {} : { context }) } };
}

function fromServiceAccount(choice: ConnectionChoice): ReturnType<typeof findConnectionSource> {
  const { environment, serviceAccountDirectory: directory = mountedServiceAccount } = choice;
  const host = environment['KUBERNETES_SERVICE_HOST'];
  const port = environment['KUBERNETES_SERVICE_PORT'];
  if (host === undefined || port === undefined) {
    return missing('no cluster is configured: no kubeconfig was given or found, and this is no pod');
  }
  if (!existsSync(join(directory, 'token'))) {
    return missing(`this pod has no service account token at ${directory}`);
  }
  const bracketed = host.includes(':') ? `[${host}]` : host;
  return { source: { kind: 'service-account', server: `https://${bracketed}:${port}`, directory } };
}

function missing(message: string): { readonly failure: Failure } {
  return { failure: { reason: 'credentials', message } };
}

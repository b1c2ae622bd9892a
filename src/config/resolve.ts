import type { Address, ClusterSource, Configuration, Listeners, LogLevel } from './configuration.ts';
import type { Flags } from './flags.ts';
import type { ConfigurationFile } from './read-configuration-file.ts';

/** Where the server runs, which decides the defaults. */
export type Surroundings =
  /** In a pod: watch, listen to everyone, on ports of their own. */
  | { readonly kind: 'pod' }
  /** On somebody's machine: loopback only, everything on one port, the examples unless a cluster is named. */
  | { readonly kind: 'machine'; readonly examples: string };

/** In a pod Kubernetes always sets this variable. */
export function surroundingsOf(
  environment: Readonly<Record<string, string | undefined>>,
  examples: string,
): Surroundings {
  return environment['KUBERNETES_SERVICE_HOST'] === undefined
    ? { kind: 'machine', examples }
    : { kind: 'pod' };
}

const defaults = { enforce: 'certain', warn: 'warning', audit: 'info' } as const;
const noExemptions = { users: [], groups: [], namespaces: [], serviceAccounts: [] };
const mounted = '/etc/netpol-lint-certificate';
const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

/** Puts flags over file over defaults, or says in one sentence what does not go together. */
export function resolve(
  flags: Flags,
  file: ConfigurationFile,
  surroundings: Surroundings,
): Configuration | { readonly problem: string } {
  if ((flags.certificate === undefined) !== (flags.key === undefined)) {
    return { problem: '--tls-cert and --tls-key go together' };
  }
  const logLevel = logLevels.find((level) => level === (flags.logLevel ?? file.logLevel ?? 'info'));
  if (logLevel === undefined) return { problem: `--log-level takes ${logLevels.join(', ')}` };
  return {
    rules: file.rules,
    defaults: { ...defaults, ...file.defaults },
    exemptions: { ...noExemptions, ...file.exemptions },
    cluster: clusterOf(flags, surroundings),
    listeners: listenersOf(flags, file, surroundings),
    certificate: certificateOf(flags, file, surroundings),
    strictCidr: file.strictCidr,
    drainSeconds: flags.drainSeconds ?? file.drainSeconds ?? 10,
    lintRequestsPerMinute: file.lintRequestsPerMinute ?? 600,
    logLevel,
  };
}

function clusterOf({ kubeconfig, context }: Flags, surroundings: Surroundings): ClusterSource {
  const isLive = surroundings.kind === 'pod' || kubeconfig !== undefined || context !== undefined;
  return isLive ? { kind: 'live', kubeconfig, context } : { kind: 'files', folder: surroundings.examples };
}

function listenersOf(flags: Flags, { listeners }: ConfigurationFile, { kind }: Surroundings): Listeners {
  const host = flags.host ?? (kind === 'pod' ? '::' : '127.0.0.1');
  const at = (
    written: { readonly host?: string; readonly port?: number } | undefined,
    flag: number | undefined,
    otherwise: number | undefined,
  ): Address | undefined => {
    const port = flag ?? written?.port ?? otherwise;
    return port === undefined ? undefined : { host: flags.host ?? written?.host ?? host, port };
  };
  const isPod = kind === 'pod';
  return {
    admission: at(listeners.admission, flags.port, isPod ? 9443 : 8443) ?? { host, port: 8443 },
    probes: at(listeners.probes, flags.probesPort, isPod ? 8081 : undefined) ?? 'shared',
    metrics: at(listeners.metrics, flags.metricsPort, isPod ? 8080 : undefined) ?? 'shared',
    lint: at(listeners.lint, flags.lintPort, undefined) ?? (isPod ? 'off' : 'shared'),
  };
}

function certificateOf(
  { certificate, key }: Flags,
  file: ConfigurationFile,
  { kind }: Surroundings,
): Configuration['certificate'] {
  if (certificate !== undefined && key !== undefined) return { certificate, key };
  if (file.certificate !== undefined) return file.certificate;
  return kind === 'pod' ? { certificate: `${mounted}/tls.crt`, key: `${mounted}/tls.key` } : undefined;
}

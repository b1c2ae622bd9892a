import type { RuleSetting } from '../lint/ruleset.ts';
import type { Severity } from '../lint/severity.ts';

/** Settings of the server, every default filled in. */
export interface Configuration {
  /** What is said about rules, keyed by code. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** What becomes of findings where a namespace's labels say nothing. */
  readonly defaults: {
    readonly enforce: 'off' | 'certain' | 'error' | 'warning';
    readonly warn: 'off' | Severity;
    readonly audit: 'off' | Severity;
  };
  /** Whose requests are not judged. */
  readonly exemptions: {
    readonly users: readonly string[];
    readonly groups: readonly string[];
    readonly namespaces: readonly string[];
    /** As `namespace/name`. */
    readonly serviceAccounts: readonly string[];
  };
  readonly cluster: ClusterSource;
  readonly listeners: Listeners;
  /** Absent: a pair made in memory, for trying things out. */
  readonly certificate: CertificateFiles | undefined;
  /** Whether the API server refuses ambiguous CIDRs; undefined: as its version does by default. */
  readonly strictCidr: boolean | undefined;
  /** How long to keep serving after SIGTERM. */
  readonly drainSeconds: number;
  /** For each client address, at the lint endpoint. */
  readonly lintRequestsPerMinute: number;
  readonly logLevel: LogLevel;
}

/** Where cluster facts come from. */
export type ClusterSource =
  /** The objects of a folder of manifests. */
  | { readonly kind: 'files'; readonly folder: string }
  /** A watch; without a kubeconfig that of the pod's service account, or kubectl's. */
  | { readonly kind: 'live'; readonly kubeconfig: string | undefined; readonly context: string | undefined };

/** PEM files that are read again when they change. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** An address to listen on; port 0 takes a free one. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where each face is served; faces without an address of their own share that of admission, or are not served. */
export interface Listeners {
  readonly admission: Address;
  readonly probes: Address | 'shared';
  readonly metrics: Address | 'shared';
  readonly lint: Address | 'shared' | 'off';
}

/** The least severe lines that are logged. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

import { parseArgs } from 'node:util';
import { nearest, suggest } from '../model/nearest.ts';
import { messageOf } from '../model/thrown.ts';

/** The settings that a deployment gives on the command line; they outweigh the configuration file. */
export interface Flags {
  readonly config?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly host?: string;
  readonly port?: number;
  readonly probesPort?: number;
  readonly metricsPort?: number;
  readonly lintPort?: number;
  readonly certificate?: string;
  readonly key?: string;
  readonly drainSeconds?: number;
  readonly logLevel?: string;
  readonly help?: boolean;
  readonly printConfig?: boolean;
}

const options = {
  config: { type: 'string' },
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'probes-port': { type: 'string' },
  'metrics-port': { type: 'string' },
  'lint-port': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'drain-seconds': { type: 'string' },
  'log-level': { type: 'string' },
  'print-config': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** How the server is called. */
export const usage = `usage: netpol-lint serve [flags]

  --config FILE            settings in YAML; see docs/configuration.md (without it: NETPOL_LINT_CONFIG names one)
  --kubeconfig FILE        watch this cluster (without it: the pod's own, or the examples)
  --context NAME           a context of the kubeconfig
  --host ADDRESS           listen there instead of 127.0.0.1 (:: in a cluster)
  --port N                 of admission (8443; 9443 in a cluster)
  --probes-port N          /livez and /readyz on a port of their own (8081 in a cluster)
  --metrics-port N         /metrics on a port of its own (8080 in a cluster)
  --lint-port N            /v1/lint and /v1/rules on a port of their own (off in a cluster)
  --tls-cert FILE          serving certificate, read again when it changes
  --tls-key FILE           its key
  --drain-seconds N        keep serving that long after SIGTERM (10, at most 300)
  --log-level LEVEL        debug, info, warn, error or silent (info)
  --print-config           print the settings that all this comes to, and end
  -h, --help               this text
`;

/** Reads the arguments, or says in one sentence what is wrong with them. */
export function readFlags(args: readonly string[]): Flags | { readonly problem: string } {
  const unknown = args.find((arg) => arg.startsWith('--') && !Object.hasOwn(options, nameOf(arg)));
  if (unknown !== undefined) {
    const meant = suggest(nearest(nameOf(unknown), Object.keys(options)), '--');
    return { problem: `there is no flag ${unknown}${meant}` };
  }
  try {
    const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
    const { help = false, 'print-config': printConfig = false } = values;
    return { ...textFlags(values), ...numberFlags(values), help, printConfig };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function nameOf(arg: string): string {
  return arg.slice(2).split('=', 1)[0] ?? '';
}

type Values = { readonly [Name in keyof typeof options]?: string | boolean | undefined };

const textNames = {
  config: 'config',
  kubeconfig: 'kubeconfig',
  context: 'context',
  host: 'host',
  'tls-cert': 'certificate',
  'tls-key': 'key',
  'log-level': 'logLevel',
} as const;

const portNames = {
  port: 'port',
  'probes-port': 'probesPort',
  'metrics-port': 'metricsPort',
  'lint-port': 'lintPort',
} as const;

function textFlags(values: Values): Partial<Flags> {
  return pick(values, textNames, (text) => text);
}

function numberFlags(values: Values): Partial<Flags> {
  return {
    ...pick(values, portNames, numberUpTo(65_535)),
    ...pick(values, { 'drain-seconds': 'drainSeconds' }, numberUpTo(300)),
  };
}

function numberUpTo(most: number): (text: string, flag: string) => number {
  return (text, flag) => {
    if (!/^\d{1,5}$/.test(text) || Number(text) > most)
      throw new Error(`--${flag} takes a number from 0 to ${most}, not ${text}`);
    return Number(text);
  };
}

function pick(
  values: Values,
  names: Readonly<Record<string, string>>,
  read: (text: string, flag: string) => unknown,
): Partial<Flags> {
  const entries = Object.entries(names).flatMap(([flag, name]) => {
    const value = values[flag as keyof Values];
    return typeof value === 'string' ? [[name, read(value, flag)]] : [];
  });
  return Object.fromEntries(entries) as Partial<Flags>;
}

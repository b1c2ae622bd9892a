import { dnsLabelFaults } from './keywords/names.ts';

/** A host as a text names it. */
export interface NamedHost {
  readonly host: string;
  readonly port: number | undefined;
}

type Beside = (name: string) => string | undefined;

/** A text that may name hosts, and what it is about. */
export interface HostText {
  readonly text: string;
  /** Of the variable or flag; it says whether a lone word is a host, and whose. */
  readonly name: string;
  /** The text of another variable or flag of those beside it, by its name in lower case. */
  readonly beside?: Beside;
}

/**
 * The hosts that a text names as `host:port` or in a URL; as a lone word only where the name says that it is a host, and
 * in a command after the flag or the program that takes one. Who may call, and under which name the pod itself is called,
 * is passed over.
 */
export function hostsIn({ text, name, beside }: HostText): readonly NamedHost[] {
  if (!(/[:=\s]/.test(text) || saysHost(name)) || isOfCallers(name)) return [];
  const tokens = tokensOf(text);
  const flags = flagsOf(tokens);
  // In prose a word is a word.
  const isWord = tokens.length === 1 || !/\s/.test(text);
  return tokens.flatMap((token, index) => {
    const [, key, value] = assignment.exec(token) ?? [];
    if (key !== undefined && value !== undefined) return hostOf(value, key, flags) ?? [];
    const reached = dialled(tokens, index);
    if (reached !== undefined) return reached;
    const before = tokens[index - 1] ?? '';
    if (before.startsWith('-')) return hostOf(token, before, flags) ?? [];
    return hostOf(token, isWord ? name : '', beside) ?? [];
  });
}

/** What is filled in later is no host, and what stands beside it is none without it. */
function tokensOf(text: string): readonly string[] {
  return text
    .replaceAll(/\$\([^()]*\)|\$\{[^{}]*\}|\{\{[^{}]*\}\}/g, '$')
    .split(/[\s,;|&'"`()<>[\]{}\\]+/)
    .filter((token) => token !== '' && token.length <= longestToken);
}

const longestToken = 512;

const assignment = /^-{0,2}([\w.-]{1,80})=(.+)$/;

function flagsOf(tokens: readonly string[]): Beside {
  const flags = new Map<string, string>();
  for (const [index, token] of tokens.entries()) {
    const [, key, value] = assignment.exec(token) ?? [];
    if (key !== undefined && value !== undefined) flags.set(plain(key), value);
    else if (token.startsWith('-')) flags.set(plain(token), tokens[index + 1] ?? '');
  }
  return (name) => flags.get(name);
}

function plain(name: string): string {
  return name.replace(/^-+/, '').toLowerCase();
}

function hostOf(text: string, name: string, beside: Beside | undefined): NamedHost | undefined {
  if (isOfCallers(name) || isSwitchedOff(name, beside)) return undefined;
  const start = text.indexOf('://');
  const [, host, port] = authority.exec(withoutUser(start === -1 ? text : text.slice(start + 3))) ?? [];
  const named = host === undefined ? undefined : inCluster(host);
  if (named === undefined) return undefined;
  if (port !== undefined) return { host: named, port: Number(port) };
  if (start !== -1) return { host: named, port: usualPorts.get(schemeOf(text.slice(0, start))) };
  if (!saysHost(name) || text !== host) return undefined;
  return { host: named, port: portBeside(name, beside) };
}

function withoutUser(text: string): string {
  const end = text.search(/[/?#]/);
  const whole = end <= 0 ? text : text.slice(0, end);
  return whole.slice(whole.lastIndexOf('@') + 1).replace(/^\/\//, '');
}

const authority = /^([a-z0-9][a-z0-9.-]{0,252})(?::(\d{1,5}))?(?=[/?#:]|$)/;

function schemeOf(text: string): string {
  return text.slice(text.lastIndexOf(':') + 1);
}

const usualPorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
]);

/** The host as Services and pods are called; undefined for one that no Service can have. */
function inCluster(host: string): string | undefined {
  const name = host.replace(/\.$/, '');
  const [, short = name] = /^([^.]+(?:\.[^.]+){1,2})\.svc(?:\.cluster\.local)?$/.exec(name) ?? [];
  const labels = short.split('.');
  if (labels.length > (short === name ? 2 : 3) || short === 'localhost') return undefined;
  return labels.every((label) => dnsLabelFaults(label).length === 0 && /[a-z]/.test(label))
    ? short
    : undefined;
}

/** `nc -z postgres 5432`, `/dev/tcp/postgres/5432`. */
function dialled(tokens: readonly string[], index: number): NamedHost | undefined {
  const [, device, number] = /\/dev\/tcp\/([a-z0-9.-]{1,253})\/(\d{1,5})$/.exec(tokens[index] ?? '') ?? [];
  if (device !== undefined) return hostWith(device, number);
  const program = tokens.slice(Math.max(index - 6, 0), index).findLast((token) => !/^(?:-|\d+$)/.test(token));
  return program !== undefined && /(?:^|\/)(?:nc|ncat|netcat|telnet)$/.test(program)
    ? hostWith(tokens[index] ?? '', tokens[index + 1])
    : undefined;
}

function hostWith(text: string, port = ''): NamedHost | undefined {
  const host = /^[a-z0-9.-]{1,253}$/.test(text) ? inCluster(text) : undefined;
  return host !== undefined && /^\d{1,5}$/.test(port) ? { host, port: Number(port) } : undefined;
}

function saysHost(name: string): boolean {
  return name === '-h' || hostName.test(name);
}

const hostName =
  /(?:HOSTS?|HOST[_-]?NAMES?|ADDRS?|ADDRESS(?:ES)?|URLS?|URIS?|ENDPOINTS?|SERVERS?|BROKERS?|UPSTREAMS?)(?:_?\d{1,2})?$/i;

/** `DB_PORT` beside `DB_HOST`, `-p` beside `-h`. */
function portBeside(name: string, beside: Beside | undefined): number | undefined {
  const stem = plain(name).replace(hostName, '');
  const text = beside?.(name === '-h' ? 'p' : `${stem}port`) ?? '';
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/** `REDIS_ENABLED: false` beside `REDIS_URL`. */
function isSwitchedOff(name: string, beside: Beside | undefined): boolean {
  const stem = plain(name).replace(hostName, '').replace(/[_-]$/, '');
  if (beside === undefined || stem === '') return false;
  const switches = [`${stem}_enabled`, `${stem}-enabled`, `enable_${stem}`, `use_${stem}`];
  return switches.some((each) => /^(?:false|no|off|0)$/i.test(beside(each)?.trim() ?? ''));
}

/** Whether the name is that of a list of who may call, of addresses of the pod itself, of what is for browsers, or of a claim. */
function isOfCallers(name: string): boolean {
  return callers.test(name);
}

const callers =
  /ORIGIN|CORS|ALLOW|TRUST|NO_?PROXY|REDIRECT|CALLBACK|ADVERTI[SZ]|LISTEN|BIND|FRONTEND|PUBLIC|EXTERNAL|VIRTUAL|COOKIE|CONSOLE|DASHBOARD|RESET|RETURN|SUCCESS|CANCEL|AUDIENCE|APP_ID_|JWT_ISS(?:UER)?$|(?:^|_)CSP(?:_|$)|(?:CLIENT|SITE|WEB|APP|ROOT|HOME|UI)[_-]?UR[LI]|(?:^-*|WEBSERVER_+)BASE[_-]?URL|^(?:VITE|REACT_APP|VUE_APP|NG_APP|GATSBY)_/i;

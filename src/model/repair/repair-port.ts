import { isJsonObject, valueAt } from '../json.ts';
import { portNameFaults } from '../keywords/names.ts';
import { protocols } from '../networkpolicy.ts';
import type { Problem } from '../problem.ts';
import { portParts } from './port-parts.ts';
import { type Repairs, withDashes } from './repairs.ts';

/** Repairs of an item of ports. */
export const portRepairs: Repairs = {
  ports: ({ value, path }) => {
    const port = portMeant(value) ?? 'PORT';
    if (typeof path.at(-1) === 'number')
      return (typeof value === 'string' ? saidBy(value) : undefined) ?? `write a mapping: - port: ${port}`;
    if (isJsonObject(value) && Object.keys(value).length > 0) return withDashes(value, 'item of ports');
    return `write a list: ports: [{port: ${port}}]`;
  },
  protocol: ({ value }) => {
    const protocol = protocolMeant(value);
    if (protocol !== undefined) return protocol;
    if (protocolsIn(value)) return 'write an item of ports for each protocol';
    return 'write TCP, UDP or SCTP; NetworkPolicy knows no other protocol';
  },
  port: repairPort,
  endPort: repairEndPort,
};

/** Protocol numbers (IANA). */
const numbered: ReadonlyMap<unknown, string> = new Map([
  ['6', 'TCP'],
  ['17', 'UDP'],
  ['132', 'SCTP'],
]);

/** Whether a value is several protocols, as `tcp/udp` or in a list. */
function protocolsIn(value: unknown): boolean {
  const names = typeof value === 'string' ? value.split(/[/,|+]/, 4) : value;
  return Array.isArray(names) && names.length > 1 && names.every((name) => protocolMeant(name) !== undefined);
}

/** The protocol that a name or a number stands for. */
export function protocolNamed(value: unknown): string | undefined {
  const text = asWord(value);
  return numbered.get(text) ?? protocols.find((protocol) => protocol === text);
}

function asWord(value: unknown): string {
  return String(value).trim().toUpperCase();
}

function protocolMeant(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const exact = protocolNamed(value);
  if (exact !== undefined) return `write protocol: ${exact}`;
  const text = asWord(value);
  if (/^(HTTPS?|GRPC|WSS?|TLS|SSH|HTTP2)$/.test(text)) return `write protocol: TCP; ${text} runs over TCP`;
  if (/^(ALL|ANY|\*)$/.test(text)) return 'leave ports out of the rule to allow every protocol';
  return undefined;
}

/** The port that a value can only mean, as YAML. */
export function portMeant(value: unknown): string | undefined {
  const named = valueAt(value, 'number') ?? valueAt(value, 'name') ?? value;
  if (typeof named !== 'number' && typeof named !== 'string') return undefined;
  const text = String(named).trim();
  if (/^\d{1,5}$/.test(text))
    return Number(text) >= 1 && Number(text) <= 65535 ? String(Number(text)) : undefined;
  return portNameFaults(text.toLowerCase()).length === 0 ? text.toLowerCase() : undefined;
}

function repairPort({ value }: Problem): string {
  if (value === '' || value === 0) return 'write a port, or leave the line out for every port';
  if (Array.isArray(value)) return 'write an item of ports for each port';
  const range = rangeIn(value);
  if (range !== undefined) return range;
  const said = typeof value === 'string' ? saidBy(value) : undefined;
  if (said !== undefined) return said;
  const port = portMeant(value);
  if (port === undefined && typeof value === 'number') return 'write a number from 1 to 65535';
  if (port === undefined)
    return 'write a number, or a port name of at most 15 lower-case letters, digits and "-"';
  return /^\d/.test(port) && typeof value === 'string'
    ? `write the number without quotes: port: ${port}`
    : `write port: ${port}`;
}

/** How a range is written that is given as a mapping with its ends. */
export function rangeIn(value: unknown): string | undefined {
  const [start, end] = [valueAt(value, 'start'), valueAt(value, 'end')].map(portMeant);
  return start === undefined || end === undefined ? undefined : `write port: ${start} and endPort: ${end}`;
}

/** What a text says of ports that is neither a name nor one number. */
function saidBy(text: string): string | undefined {
  if (/^(\*|all|any)$/i.test(text)) return 'leave the line out for every port of the protocol';
  if (/^\s*\d{1,5}(\s*,\s*\d{1,5}){1,20}\s*$/.test(text)) return 'write an item of ports for each port';
  const remarked = /^\s*(\d{1,5})\s*#/.exec(text);
  if (remarked !== null) return `write port: ${remarked[1]}, and a blank before the # of the comment`;
  const parts = portParts(text);
  return parts && `write port: ${parts.port} and ${parts.field}: ${parts.value}`;
}

function repairEndPort({ value, detail }: Problem): string {
  const port = /^must not be less than port, (\d+)$/.exec(detail)?.[1];
  if (port !== undefined && typeof value === 'number' && value >= 1)
    return `swap the two: port: ${value}, endPort: ${port}`;
  if (detail.includes('without port')) return 'write the first port of the range as port, or delete endPort';
  if (detail.includes('port name')) return 'write the number of the port, or delete endPort';
  if (typeof value === 'string' && /^\d{1,5}$/.test(value))
    return `write the number without quotes: endPort: ${value}`;
  return 'write a number from port to 65535, or delete endPort';
}

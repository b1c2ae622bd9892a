import type { PortObject } from './networkpolicy-object.ts';
import { type PolicyPort, protocols } from './networkpolicy.ts';

/** A port entry after defaulting: TCP where no protocol is written; undefined for a protocol that does not exist. */
export function compilePort(entry: PortObject | null | undefined): PolicyPort | undefined {
  const { port, endPort } = entry ?? {};
  const protocol = protocols.find((known) => known === (entry?.protocol ?? 'TCP'));
  if (protocol === undefined) return undefined;
  if (port === null || port === undefined) return { kind: 'every', protocol };
  if (typeof port === 'string') return { kind: 'named', protocol, name: port };
  return { kind: 'range', protocol, first: port, last: endPort ?? port };
}

import { isOnePort, type PolicyPort, type PolicyRule, type Protocol } from '../../model/networkpolicy.ts';
import { coversDns } from './grants.ts';

/** Where DNS pods are, and how they are told apart. */
export interface DnsPlace {
  readonly namespace: string;
  /** Their labels, as a selector reads them: `k8s-app=kube-dns`. */
  readonly labels: string;
  /** The ports that they listen on. */
  readonly ports: readonly number[];
}

/** An egress rule that was written for DNS and lets no query through, and why. */
export interface DnsMiss {
  readonly rule: number;
  /** The first of its port entries that names a DNS port. */
  readonly entry: number;
  readonly fault: DnsFault;
  readonly place: DnsPlace;
  /** What it rests on: the DNS pods that are known, what every cluster of the kind has, or what most clusters have. */
  readonly basis: 'facts' | 'platform' | 'custom';
}

/** What is wrong with the rule; `peer` is an index. */
export type DnsFault =
  /** It means the DNS pods, on ports that they do not listen on. */
  | { readonly kind: 'port'; readonly numbers: readonly number[] }
  /** It means the DNS pods, by a port name that none of them declares. */
  | { readonly kind: 'name'; readonly name: string; readonly protocol: Protocol }
  /** It means pods of their namespace by labels that they do not have; `instead` continues "matches none of them". */
  | { readonly kind: 'labels'; readonly peer: number; readonly instead: string }
  /** It means pods with their labels in another namespace. */
  | { readonly kind: 'namespace'; readonly peer: number }
  /** It means other pods altogether. */
  | { readonly kind: 'others' }
  /** It means the DNS pods by a peer that finds nobody, of which another rule warns. */
  | { readonly kind: 'told' };

/** The numbers of the entries of a rule that each open one DNS port. */
export function dnsNumbersOf({ ports }: PolicyRule): readonly number[] {
  const numbers = ports.flatMap((port) => (port.kind === 'range' && isDnsEntry(port) ? port.first : []));
  return [...new Set(numbers)];
}

/** The first entry of a rule that opens one DNS port, by number or by name; undefined when it was not written for DNS. */
export function dnsEntryOf({ ports }: PolicyRule): number | undefined {
  const position = ports.findIndex(isDnsEntry);
  return position === -1 ? undefined : position;
}

/** Whether a rule has ports and each of them is one of DNS: it was written for nothing else. */
export function isForDnsOnly({ ports }: PolicyRule): boolean {
  return ports.length > 0 && ports.every(isDnsEntry);
}

function isDnsEntry(port: PolicyPort): boolean {
  return isOnePort(port) && (coversDns(port, 'UDP') || coversDns(port, 'TCP'));
}

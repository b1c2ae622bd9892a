import { valueAt } from '../model/json.ts';
import {
  type Direction,
  type NetworkPolicy,
  type PolicyPort,
  type PolicyRule,
  rulesOf,
} from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { count } from '../model/prose.ts';
import { describePeer, describePodPeer, describeSelected } from './words.ts';

/**
 * What the part of the policy around a field that the API server drops means without it, as a clause: `the policy
 * applies to every pod of shop`. Undefined where the field stands outside spec or nothing remains to speak of.
 */
export function meaningWithout(path: Path, policy: NetworkPolicy): string | undefined {
  const [root, field, index, list, position] = path;
  if (root !== 'spec' || path.length < 2) return undefined;
  if (field === 'podSelector')
    return `the policy applies to ${describeSelected(policy.podSelector, policy.namespace)}`;
  if (field !== 'ingress' && field !== 'egress') return describeIsolation(policy);
  if (typeof index !== 'number') return describeIsolation(policy);
  const rule = rulesOf(policy, field)[index];
  if (rule === undefined) return undefined;
  if (path.length > 5 && typeof position === 'number')
    return describeItem(rule, String(list), position, policy);
  return describeRule(rule, field, policy.namespace);
}

/**
 * The same where the policy is refused because nothing that the API knows remains of the item around the field. Undefined
 * where the policy is refused for anything else.
 */
export function refusalWithout(path: Path, document: unknown): string | undefined {
  const [list, index] = path.slice(-3, -1);
  if (typeof index !== 'number') return undefined;
  const item = valueAt(document, ...path.slice(0, -1));
  const known = knownFields.get(String(list));
  return known?.every((field) => (valueAt(item, field) ?? null) === null)
    ? `the API server refuses what is left of ${list}[${index}]`
    : undefined;
}

const peerFields = ['podSelector', 'namespaceSelector', 'ipBlock'];

/** The fields of the items that are refused without any. */
const knownFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['from', peerFields],
  ['to', peerFields],
  ['matchExpressions', ['key', 'operator', 'values']],
]);

function describeIsolation({ isolates, ingress, egress }: NetworkPolicy): string {
  const rules = isolates.map((direction) => {
    const rules = direction === 'ingress' ? ingress.length : egress.length;
    return `${direction} ${rules === 0 ? 'is denied' : `is limited to ${count(rules, 'rule')}`}`;
  });
  const open = isolates.includes('egress') ? [] : ['egress stays open'];
  return [...rules, ...open].join(', ');
}

function describeItem(
  rule: PolicyRule,
  list: string,
  position: number,
  policy: NetworkPolicy,
): string | undefined {
  if (list === 'ports') {
    const port = rule.ports[position];
    return port === undefined ? undefined : `this entry opens ${describePort(port)}`;
  }
  const peer = rule.peers[position];
  if (peer === undefined) return undefined;
  return `this peer means ${peer.kind === 'pods' ? describePodPeer(peer, policy.namespace) : peer.cidr.text}`;
}

function describeRule(rule: PolicyRule, direction: Direction, namespace: string): string {
  const ends = direction === 'ingress' ? 'from everyone' : 'to everywhere';
  const whom = rule.peers.length === 1 ? describePeer(rule.peers[0], namespace) : 'its peers';
  const peers = rule.peers.length === 0 ? ends : `${direction === 'ingress' ? 'from' : 'to'} ${whom}`;
  return `the rule allows ${direction} ${peers} on ${rule.ports.length === 0 ? 'every port' : 'its ports'}`;
}

/** A port entry in words: `TCP 80`, `TCP 8000-8999`, `UDP dns`, `every SCTP port`. */
export function describePort(port: PolicyPort): string {
  switch (port.kind) {
    case 'every':
      return `every ${port.protocol} port`;
    case 'named':
      return `${port.protocol} ${port.name}`;
    case 'range':
      return `${port.protocol} ${port.first === port.last ? port.first : `${port.first}-${port.last}`}`;
  }
}

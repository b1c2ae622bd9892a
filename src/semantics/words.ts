import { namespaceNameLabel } from '../model/namespace.ts';
import type { Peer, PodPeer } from '../model/networkpolicy.ts';
import { listSome } from '../model/prose.ts';
import type { Requirement, Selector } from '../model/selector.ts';

/** The pods of a namespace that a selector means, in words: `every pod of shop`, `pods with app=db in shop`. */
export function describeSelected(selector: Selector, namespace: string): string {
  return selector.isEmpty ? `every pod of ${namespace}` : `pods with ${selector} in ${namespace}`;
}

/** The pods that a peer means, in words; `namespace` is that of the policy. */
export function describePodPeer(peer: PodPeer, namespace: string): string {
  const { podSelector, namespaceSelector } = peer;
  const place = namespaceSelector === undefined ? namespace : describeNamespaces(namespaceSelector);
  return podSelector === undefined || podSelector.isEmpty
    ? `every pod of ${place}`
    : `pods with ${podSelector} in ${place}`;
}

/** Whom a peer means, in words: pods, or the range of an ipBlock and its excepts. */
export function describePeer(peer: Peer | undefined, namespace: string): string {
  if (peer === undefined) return 'everyone';
  if (peer.kind === 'pods') return describePodPeer(peer, namespace);
  const { length } = peer.except;
  return length === 0
    ? peer.cidr.text
    : `${peer.cidr.text} except ${listSome(peer.except.map(({ text }) => text))}`;
}

/** The namespaces that a selector means, in words: `every namespace`, `namespace shop`, `namespaces with team=a`. */
export function describeNamespaces(selector: Selector): string {
  if (selector.isEmpty) return 'every namespace';
  const names = namedNamespaces(selector);
  if (names !== undefined && selector.requirements.length === 1) {
    return names.length === 1 ? `namespace ${names[0]}` : `namespaces ${listSome(names)}`;
  }
  return `namespaces with ${selector}`;
}

/** The only names that namespaces selected by this can have; undefined when the selector does not ask for a name. */
export function namedNamespaces(selector: Selector): readonly string[] | undefined {
  let names: readonly string[] | undefined;
  for (const requirement of selector.requirements) {
    if (!asksForName(requirement)) continue;
    names =
      names === undefined ? requirement.values : names.filter((name) => requirement.values.includes(name));
  }
  return names;
}

type NameRequirement = Extract<Requirement, { readonly operator: 'In' | 'NotIn' }>;

function asksForName(requirement: Requirement): requirement is NameRequirement {
  return requirement.key === namespaceNameLabel && requirement.operator === 'In';
}

import {
  type Direction,
  directions,
  type NetworkPolicy,
  type Peer,
  type PolicyRule,
  rulesOf,
} from '../model/networkpolicy.ts';
import { rememberedOf } from '../model/remembered.ts';
import { type AddressSet, addressesOfBlock } from './sets/address-set.ts';
import { matchesEverything, type SelectorSet, selectorSetOf } from './sets/selector-set.ts';
import { type PortTerms, portTermsKey, portTermsOf, unitePortTerms } from './ports/port-terms.ts';

/** Whom a rule admits, in canonical form. `key` is equal for peers that mean the same, and for no others. */
export type PeerTerm =
  /** A rule without peers: everyone, inside and outside the cluster, host-network pods included. */
  | { readonly kind: 'everyone'; readonly key: string }
  /** Pods of the policy's own namespace. */
  | { readonly kind: 'own'; readonly namespace: string; readonly pods: SelectorSet; readonly key: string }
  /** Pods of the namespaces that have certain labels. */
  | {
      readonly kind: 'selected';
      readonly namespaces: SelectorSet;
      readonly pods: SelectorSet;
      readonly key: string;
    }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet; readonly key: string };

/** One thing that a policy allows in a direction: these peers on these ports. */
export interface AllowTerm {
  readonly peer: PeerTerm;
  readonly ports: PortTerms;
  /** Equal for terms that mean the same, and for no others. */
  readonly key: string;
}

/** A policy as the engine reads it: one term for each distinct peer of a direction. */
export interface PolicyTerms {
  /** Unique while the engine lives. */
  readonly id: number;
  readonly policy: NetworkPolicy;
  readonly subject: SelectorSet;
  /** By direction; undefined where the policy does not isolate, in which case its rules are dead. */
  readonly terms: { readonly [Each in Direction]: readonly AllowTerm[] | undefined };
}

/** Compiles a policy; of the same object the terms are made once. */
export function compilePolicy(policy: NetworkPolicy, id: number): PolicyTerms {
  return { id, policy, subject: selectorSetOf(policy.podSelector), terms: termsOfBoth(policy) };
}

const termsOfBoth = rememberedOf((policy: NetworkPolicy): PolicyTerms['terms'] => ({
  ingress: termsOf(policy, 'ingress'),
  egress: termsOf(policy, 'egress'),
}));

/** The terms of both directions. */
export function allTerms(policy: PolicyTerms): readonly AllowTerm[] {
  return directions.flatMap((direction) => policy.terms[direction] ?? []);
}

function termsOf(policy: NetworkPolicy, direction: Direction): readonly AllowTerm[] | undefined {
  if (!policy.isolates.includes(direction)) return undefined;
  const ports = new Map<string, { readonly peer: PeerTerm; readonly ports: PortTerms }>();
  for (const rule of rulesOf(policy, direction)) {
    const added = portTermsOf(rule.ports);
    for (const peer of peerTermsOf(rule, policy.namespace)) {
      const known = ports.get(peer.key);
      ports.set(peer.key, { peer, ports: known === undefined ? added : unitePortTerms(known.ports, added) });
    }
  }
  return [...ports.values()].map((term) => ({
    ...term,
    key: `${term.peer.key}:${portTermsKey(term.ports)}`,
  }));
}

/** The peers of a rule in canonical form; a rule without peers has one, everyone. */
export function peerTermsOf(rule: PolicyRule, namespace: string): readonly PeerTerm[] {
  if (rule.peers.length === 0) return [{ kind: 'everyone', key: 'everyone' }];
  return rule.peers.map((peer) => peerTermOf(peer, namespace));
}

/** One peer in canonical form; `namespace` is that of the policy. */
export function peerTermOf(peer: Peer, namespace: string): PeerTerm {
  if (peer.kind === 'ipBlock') {
    const addresses = addressesOfBlock(peer);
    return { kind: 'addresses', addresses, key: `addresses ${addresses.id}` };
  }
  const pods = peer.podSelector === undefined ? matchesEverything : selectorSetOf(peer.podSelector);
  if (peer.namespaceSelector === undefined) {
    return { kind: 'own', namespace, pods, key: `own ${pods.id} ${namespace}` };
  }
  const namespaces = selectorSetOf(peer.namespaceSelector);
  return { kind: 'selected', namespaces, pods, key: `selected ${namespaces.id} ${pods.id}` };
}

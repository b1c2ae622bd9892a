import {
  type Direction,
  directions,
  type PolicyPort,
  type PolicyRule,
  rulesOf,
} from '../../model/networkpolicy.ts';
import { noAddresses } from '../sets/address-set.ts';
import { type BitSet, intersectBits, isNoBits, uniteAllBits } from '../sets/bitset.ts';
import { grantsOf, isEmptyGrant } from '../redundancy/grant.ts';
import { type PeerTerm, peerTermsOf } from '../policy-terms.ts';
import { portTermsOf } from '../ports/port-terms.ts';
import { matchesEverything, matchesNothing } from '../sets/selector-set.ts';
import type { Candidate } from './candidate.ts';
import { peerClasses } from './peers.ts';
import type { EngineState } from './state.ts';

/** A part of a policy that speaks of no one: now, or whatever pods and namespaces there will be. */
export interface EmptyPart {
  readonly part: PolicyPart;
  readonly strength: 'now' | 'always';
}

/** Which part; rules, peers and port entries by index from 0. */
type PolicyPart =
  | { readonly kind: 'podSelector' }
  | { readonly kind: 'peer'; readonly direction: Direction; readonly rule: number; readonly peer: number }
  /** A port name that none of the pods in question declares for its protocol. */
  | { readonly kind: 'port'; readonly direction: Direction; readonly rule: number; readonly port: number };

/**
 * The parts of a policy that speak of no one. Addresses are always someone. Port names are looked up on the pods that the
 * rule is about: the selected ones for ingress, the rule's peers for egress; where there are none the port is not blamed.
 */
export function emptyParts(state: EngineState, { terms, namespace }: Candidate): readonly EmptyPart[] {
  const subjects = state.podLabels.select(terms.subject, namespace.pods);
  const parts: EmptyPart[] = [];
  if (isNoBits(subjects)) {
    parts.push({
      part: { kind: 'podSelector' },
      strength: terms.subject === matchesNothing ? 'always' : 'now',
    });
  }
  for (const direction of directions) {
    if (terms.terms[direction] === undefined) continue;
    for (const [index, rule] of rulesOf(terms.policy, direction).entries()) {
      const peers = peerTermsOf(rule, namespace.name);
      parts.push(...emptyPeers(state, rule, peers, direction, index));
      parts.push(
        ...emptyPorts(state, rule, destinationsOf(state, direction, subjects, peers), direction, index),
      );
    }
  }
  return parts;
}

function emptyPeers(
  state: EngineState,
  rule: PolicyRule,
  peers: readonly PeerTerm[],
  direction: Direction,
  index: number,
): readonly EmptyPart[] {
  return rule.peers.flatMap((_, peer): readonly EmptyPart[] => {
    const term = peers[peer];
    if (term === undefined || !isNobody(state, term)) return [];
    return [
      { part: { kind: 'peer', direction, rule: index, peer }, strength: isNever(term) ? 'always' : 'now' },
    ];
  });
}

function isNobody(state: EngineState, peer: PeerTerm): boolean {
  if (peer.kind === 'addresses') return peer.addresses === noAddresses;
  return isNoBits(peerClasses(state, peer, state.all).both);
}

function isNever(peer: PeerTerm): boolean {
  return grantsOf(matchesEverything, { peer, ports: portTermsOf([]) }).every(isEmptyGrant);
}

function destinationsOf(
  state: EngineState,
  direction: Direction,
  subjects: BitSet,
  peers: readonly PeerTerm[],
): BitSet {
  if (direction === 'ingress') return subjects;
  const admitted = peers.map((peer) => peerClasses(state, peer, state.pods));
  return uniteAllBits(admitted.flatMap(({ both, onlyIPv4, onlyIPv6 }) => [both, onlyIPv4, onlyIPv6]));
}

function emptyPorts(
  state: EngineState,
  rule: PolicyRule,
  destinations: BitSet,
  direction: Direction,
  index: number,
): readonly EmptyPart[] {
  if (isNoBits(destinations)) return [];
  return rule.ports.flatMap((entry, port): readonly EmptyPart[] =>
    isDeclared(state, entry, destinations)
      ? []
      : [{ part: { kind: 'port', direction, rule: index, port }, strength: 'now' }],
  );
}

function isDeclared(state: EngineState, entry: PolicyPort, destinations: BitSet): boolean {
  if (entry.kind !== 'named') return true;
  const meanings = state.portNames.meaningsOf(`${entry.protocol}/${entry.name}`);
  return [...meanings.values()].some((bits) => !isNoBits(intersectBits(bits, destinations)));
}

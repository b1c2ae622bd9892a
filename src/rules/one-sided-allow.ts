import { defineRule, type Draft } from '../lint/rule.ts';
import { count, enumerate } from '../lint/text.ts';
import { qualifiedName } from '../model/identity.ts';
import {
  type Direction,
  type NetworkPolicy,
  type Peer,
  peersField,
  rulesOf,
} from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { describeGroup } from '../semantics/effect-words.ts';
import type { EndpointGroup } from '../semantics/engine/endpoint-group.ts';
import type { OneSidedAllow } from '../semantics/engine/one-sided.ts';
import { describePorts, intersectPorts, noPorts, type PortSet } from '../semantics/sets/port-set.ts';
import { portNamesOf, portTermsOf, resolvePorts } from '../semantics/ports/port-terms.ts';
import { type KnownNamespaces, peerSelectsPod, selectsPod } from '../semantics/selecting.ts';

/** NP504: a connection needs the consent of both ends; here one end has it and the other does not. */
export const oneSidedAllow = defineRule({
  code: 'NP504',
  name: 'one-sided-allow',
  severity: 'warning',
  confidence: 'likely',
  assumes: 'noOtherPolicies',
  summary: 'A connection that this policy allows and the policies at the other end block.',
  needs: ['intact', 'policies', 'connectivity'],
  uses: ['namespaces'],
  *check({ intact: policy, connectivity, namespaces }) {
    const promises = connectivity
      .oneSided(policy)
      .flatMap((allow) => promiseOf(policy, allow, namespaces) ?? []);
    for (const ofRule of Map.groupBy(promises, ({ place }) => place).values()) {
      const [widest, ...others] = ofRule.sort(
        (one, other) => farEnd(other.allow).podCount - farEnd(one.allow).podCount,
      );
      if (widest !== undefined) yield draft(widest, others.length);
    }
  },
});

/** What a rule grants by name and the other end does not take. */
interface Promised {
  readonly allow: OneSidedAllow;
  /** `ingress/0`: the rule that names the pods at the other end. */
  readonly place: `${Direction}/${number}`;
  /** What of the rule's own ports is in vain; others of the same pods are open by other rules, to whoever is willing. */
  readonly ports: PortSet;
}

/** Only pods that a peer names by their labels are certainly meant; "everyone" and "this namespace" mean who is willing. */
function promiseOf(
  policy: NetworkPolicy,
  allow: OneSidedAllow,
  namespaces: KnownNamespaces,
): Promised | undefined {
  const [pod] = farEnd(allow).sample(1);
  const [destination] = allow.destinations.sample(1);
  if (pod === undefined || destination === undefined) return undefined;
  for (const [index, rule] of rulesOf(policy, allow.direction).entries()) {
    if (!rule.peers.some((peer) => names(peer, pod, policy.namespace, namespaces))) continue;
    const own = resolvePorts(portTermsOf(rule.ports), portNamesOf(destination));
    const ports = intersectPorts(allow.ports, own);
    if (ports !== noPorts) return { allow, place: `${allow.direction}/${index}`, ports };
  }
  return undefined;
}

function names(peer: Peer, pod: Pod, namespace: string, namespaces: KnownNamespaces): boolean {
  if (peer.kind !== 'pods' || peer.podSelector === undefined || peer.podSelector.isEmpty) return false;
  return peerSelectsPod(peer, namespace, pod, namespaces) === 'yes';
}

function farEnd({ direction, sources, destinations }: OneSidedAllow): EndpointGroup {
  return direction === 'egress' ? destinations : sources;
}

function draft({ allow, place, ports }: Promised, others: number): Draft {
  const { direction, sources, destinations } = allow;
  const [near, far] = direction === 'egress' ? [sources, destinations] : [destinations, sources];
  const opposite = direction === 'egress' ? 'ingress' : 'egress';
  const blocking = blockingAt(far, opposite);
  const lack = `${blocking.length > 1 ? 'none of ' : ''}${enumerate(blocking.map(qualifiedName))} there has`;
  const more = others === 0 ? '' : `, and so with ${count(others, 'other group')} of pods`;
  return {
    path: ['spec', direction, Number(place.slice(place.indexOf('/') + 1)), peersField(direction)],
    message: `allows ${describePorts(ports)} ${direction === 'egress' ? 'to' : 'from'} ${describeGroup(far)}, but ${lack} ${blocking.length > 1 ? 'an' : 'no'} ${opposite} rule for it${more}`,
    help: `add to ${placesFor(blocking, far, opposite)} an ${opposite} rule for ${describeGroup(near)}`,
  };
}

/** The policies there that admit somebody already, and that the rule could join; where none does, those that deny. */
function blockingAt(far: EndpointGroup, direction: Direction): readonly NetworkPolicy[] {
  const isolating = far.isolating(direction);
  const admitting = isolating.filter((policy) => rulesOf(policy, direction).length > 0);
  return admitting.length > 0 ? admitting : isolating;
}

/** One of them will do where all select the same pods; a default deny can be left alone by a policy beside it. */
function placesFor(blocking: readonly NetworkPolicy[], far: EndpointGroup, direction: Direction): string {
  const names = blocking.map(qualifiedName);
  if (blocking.every((policy) => rulesOf(policy, direction).length === 0)) {
    return enumerate([...names.slice(0, 2), 'another policy of those pods'], 3, 'or');
  }
  const areShared = far.sample(20).every((pod) => blocking.every((policy) => selectsPod(policy, pod)));
  return enumerate(names, 3, areShared ? 'or' : 'and');
}

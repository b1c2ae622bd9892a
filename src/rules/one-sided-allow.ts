import { defineRule, type Draft } from '../lint/rule.ts';
import { count, enumerate } from '../lint/text.ts';
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
import { describePorts } from '../semantics/port-set.ts';

/** NP504: a connection needs the consent of both ends; here one end has it and the other does not. */
export const oneSidedAllow = defineRule({
  code: 'NP504',
  name: 'one-sided-allow',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A connection that this policy allows and the policies at the other end block.',
  needs: ['policy', 'policies', 'connectivity'],
  *check({ policy, connectivity }) {
    const byRule = Map.groupBy(connectivity.oneSided(policy), (allow) => placeOf(policy, allow));
    for (const [place, allows] of byRule) {
      const [widest, ...others] = allows.sort((one, other) => farEnd(other).podCount - farEnd(one).podCount);
      if (place !== undefined && widest !== undefined) yield draft(place, widest, others.length);
    }
  },
});

/** `ingress/0`: the rule that names the pods at the other end, undefined when none does. */
type Place = `${Direction}/${number}`;

/** Only pods that a peer names by their labels are certainly meant; "everyone" and "this namespace" mean who is willing. */
function placeOf(policy: NetworkPolicy, allow: OneSidedAllow): Place | undefined {
  const [pod] = farEnd(allow).sample(1);
  if (pod === undefined) return undefined;
  const index = rulesOf(policy, allow.direction).findIndex(({ peers }) =>
    peers.some((peer) => names(peer, pod)),
  );
  return index === -1 ? undefined : `${allow.direction}/${index}`;
}

function names(peer: Peer, pod: Pod): boolean {
  if (peer.kind !== 'pods' || peer.podSelector === undefined || peer.podSelector.isEmpty) return false;
  return peer.podSelector.matches(pod.labels);
}

function farEnd({ direction, sources, destinations }: OneSidedAllow): EndpointGroup {
  return direction === 'egress' ? destinations : sources;
}

function draft(place: Place, allow: OneSidedAllow, others: number): Draft {
  const { direction, sources, destinations, ports } = allow;
  const [near, far] = direction === 'egress' ? [sources, destinations] : [destinations, sources];
  const opposite = direction === 'egress' ? 'ingress' : 'egress';
  const blocking = far.isolating(opposite).map(({ namespace, name }) => `${namespace}/${name}`);
  const more = others === 0 ? '' : `, and so with ${count(others, 'other group')} of pods`;
  return {
    path: ['spec', direction, Number(place.slice(place.indexOf('/') + 1)), peersField(direction)],
    message: `allows ${describePorts(ports)} ${direction === 'egress' ? 'to' : 'from'} ${describeGroup(far)}, but ${enumerate(blocking)} there has no ${opposite} rule for it${more}`,
    help: `add to ${enumerate(blocking)} an ${opposite} rule for ${describeGroup(near)}`,
  };
}

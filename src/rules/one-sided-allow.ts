import { defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../lint/text.ts';
import { type NetworkPolicy, peersField, rulesOf } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import type { OneSidedAllow } from '../semantics/engine/one-sided.ts';
import { describeGroup } from '../semantics/effect-words.ts';
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
    for (const allow of connectivity.oneSided(policy)) {
      const draft = judge(policy, allow);
      if (draft !== undefined) yield draft;
    }
  },
});

/** Only pods that a peer names by their labels are certainly meant; "everyone" and "this namespace" mean who is willing. */
function judge(
  policy: NetworkPolicy,
  { direction, sources, destinations, ports }: OneSidedAllow,
): Draft | undefined {
  const [near, far] = direction === 'egress' ? [sources, destinations] : [destinations, sources];
  const [pod] = far.sample(1);
  const index =
    pod === undefined
      ? -1
      : rulesOf(policy, direction).findIndex(({ peers }) => peers.some((peer) => names(peer, pod)));
  if (index === -1) return undefined;
  const opposite = direction === 'egress' ? 'ingress' : 'egress';
  const blocking = enumerate(far.isolating(opposite).map(({ namespace, name }) => `${namespace}/${name}`));
  return {
    path: ['spec', direction, index, peersField(direction)],
    message: `allows ${describePorts(ports)} ${direction === 'egress' ? 'to' : 'from'} ${describeGroup(far)}, but ${blocking} there has no ${opposite} rule for it`,
    help: `add to ${blocking} an ${opposite} rule for ${describeGroup(near)}`,
  };
}

function names(peer: NetworkPolicy['ingress'][number]['peers'][number], pod: Pod): boolean {
  if (peer.kind !== 'pods' || peer.podSelector === undefined || peer.podSelector.isEmpty) return false;
  return peer.podSelector.matches(pod.labels);
}

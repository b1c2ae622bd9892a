import { qualifiedName } from '../model/identity.ts';
import { type NetworkPolicy, oppositeOf, rulesOf } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { describeGroup } from './effect-words.ts';
import type { Answered, Grant } from './other-end.ts';
import { nameOfPodIn } from './population.ts';
import { selectsPod } from './selecting.ts';
import { describePorts, everyPort } from './sets/port-set.ts';

/** So many pods of a group stand for all of them. */
const mostShown = 20;

/** What the other end lacks to take the grant, as a clause. */
export function lackOf(grant: Answered): string {
  const { direction, near, far, policy, reply } = grant;
  const opposite = oppositeOf(direction);
  const way = opposite === 'ingress' ? 'in' : 'out';
  const blocking = blockingOf(grant);
  const names = blocking.map((each) => nameFor(each, policy));
  if (blocking.every((each) => rulesOf(each, opposite).length === 0)) {
    return `${enumerate(names)} ${conjugate('lets', names.length)} nothing ${way} there`;
  }
  const end = near.podCount > 2 ? describeGroup(near) : describeEnd(near.sample(2), '', policy);
  const whom = opposite === 'ingress' ? end : far.length === 1 ? 'it' : 'them';
  const where = `${whom} ${way}${opposite === 'ingress' ? '' : ` to ${end}`}`;
  if (reply !== undefined) {
    const those = reply.policies.map((each) => nameFor(each, policy));
    return `${enumerate(those)} ${conjugate('lets', those.length)} ${where} on ${describePorts(reply.ports)}`;
  }
  const on = grant.others === 'pass' ? ' on that' : '';
  return `no rule of ${enumerate(names, 3, 'or')} lets ${where}${on}`;
}

/** The policies there that admit somebody already, and that the rule could join; where none does, those that deny. */
function blockingOf({ direction, isolating: all }: Grant): readonly NetworkPolicy[] {
  const admitting = all.filter((policy) => rulesOf(policy, oppositeOf(direction)).length > 0);
  return admitting.length > 0 ? admitting : all;
}

/**
 * What to write for it, as an imperative. Rules join policies for some pods that admit somebody; one for every pod is left as
 * it is, with a policy beside it.
 */
export function helpFor(grant: Answered): string {
  const { direction, selector, ports, far, policy, reply } = grant;
  if (reply !== undefined && grant.others === 'none') {
    const there = enumerate(
      reply.policies.map((each) => nameFor(each, policy)),
      3,
      'or',
    );
    return `write ${describePorts(ports)} in ${there}, or ${describePorts(reply.ports)} here, whichever the pods listen on`;
  }
  const opposite = oppositeOf(direction);
  const places = [...new Set(far.map(({ namespace }) => namespace))];
  const isElsewhere = places.some((name) => name !== policy.namespace);
  const near = policy.podSelector.isEmpty ? 'every pod' : String(policy.podSelector);
  const whose = isElsewhere || policy.podSelector.isEmpty ? ` of namespace ${policy.namespace}` : '';
  const on = ports === everyPort ? '' : ` on ${describePorts(ports)}`;
  const rule = `an ${opposite} rule ${opposite === 'ingress' ? 'from' : 'to'} ${near}${whose}${on}`;
  const joined = placesFor(grant);
  if (joined !== undefined) return `add to ${joined} ${rule}`;
  const where = isElsewhere ? ` in namespace ${enumerate(places)}` : '';
  return `write a policy for ${selector}${where} with ${rule}`;
}

/** One of them will do where all select the same pods; undefined where some pods have none. */
function placesFor(grant: Grant): string | undefined {
  const { direction, far, policy } = grant;
  const fit = blockingOf(grant).filter(
    (each) => !each.podSelector.isEmpty && rulesOf(each, oppositeOf(direction)).length > 0,
  );
  const pods = far.slice(0, mostShown);
  if (!pods.every((pod) => fit.some((each) => selectsPod(each, pod)))) return undefined;
  const areShared = pods.every((pod) => fit.every((each) => selectsPod(each, pod)));
  return enumerate(
    fit.map((each) => nameFor(each, policy)),
    3,
    areShared ? 'or' : 'and',
  );
}

/** Without its namespace where that is the policy's own. */
function nameFor(other: NetworkPolicy, { namespace }: NetworkPolicy): string {
  return other.namespace === namespace ? other.name : qualifiedName(other);
}

/** One or two pods by name, more of them as a group. */
export function describeEnd(pods: readonly Pod[], group: string, { namespace }: NetworkPolicy): string {
  if (pods.length > 2) return group;
  return enumerate(pods.map((pod) => nameOfPodIn(pod, namespace)));
}

import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import { count, enumerate } from '../model/prose.ts';
import { qualifiedName } from '../model/identity.ts';
import type { Inventory } from '../model/inventory.ts';
import {
  directions,
  type NetworkPolicy,
  oppositeOf,
  type Peer,
  peersField,
  rulesOf,
} from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { describeGroup, describePods } from '../semantics/effect-words.ts';
import { comparePolicies } from '../semantics/engine/endpoint-group.ts';
import { isolating } from '../semantics/isolation.ts';
import { nameOfPodIn } from '../semantics/population.ts';
import {
  isTakenByOthers,
  isToldThere,
  type OtherEndFacts,
  type Refusal,
  type Reply,
  replyTo,
  speaksInstead,
} from '../semantics/other-end.ts';
import { portNamesOf, portTermsOf, resolvePorts } from '../semantics/ports/port-terms.ts';
import {
  asksMoreThanName,
  isNaming,
  type KnownNamespaces,
  peerSelectsPod,
  selectsPod,
} from '../semantics/selecting.ts';
import { describePorts, everyPort, intersectPorts, noPorts } from '../semantics/sets/port-set.ts';
import { type VainGrant, vainGrants } from '../semantics/vain-grants.ts';

/** NP504: a connection needs the consent of both ends; here one end has it and the other does not. */
export const oneSidedAllow = defineRule({
  code: 'NP504',
  name: 'one-sided-allow',
  severity: 'warning',
  confidence: 'likely',
  assumes: 'noOtherPolicies',
  summary: 'A connection that this policy allows and the policies at the other end block.',
  needs: ['intact', 'policies', 'connectivity'],
  uses: ['namespaces', 'pods', 'services'],
  *check({ intact: policy, policies, connectivity, namespaces, pods, services, judged }) {
    const facts = { judged, policies, namespaces, pods, services };
    if (namespaces === undefined && namesByMore(policy)) yield cannotTell({ without: 'namespaces' });
    const grants = vainGrants(policy, connectivity.oneSided(policy), namespaces).map((grant) => ({
      ...grant,
      policy,
      isolating: policiesAt(grant, policies),
    }));
    const broken = grants.filter((grant) => !mayBeKept(grant, namespaces));
    if (broken.length < grants.length) {
      yield cannotTell(`the policies at the other end ask for labels of namespace ${policy.namespace}`);
    }
    for (const ofRule of Map.groupBy(broken, ({ direction, rule }) => `${direction}/${rule}`).values()) {
      const ranked = ofRule.sort(
        (one, other) => rankOf(one) - rankOf(other) || other.far.length - one.far.length,
      );
      const told = unsaid(ranked, facts);
      const widest = told.find(({ isTaken }) => !isTaken) ?? told[0];
      const more = Math.max(0, ranked.length - mostShown);
      if (widest !== undefined) yield draft(widest, told.length - 1 + more);
    }
  },
});

/** What is wholly in vain comes before what lets other ports pass. */
function rankOf({ others }: VainGrant): number {
  return others === 'none' ? 0 : 1;
}

/** Whether it names pods in namespaces that it selects by labels other than their name. */
function namesByMore(policy: NetworkPolicy): boolean {
  return directions.some((direction) =>
    rulesOf(policy, direction).some(({ peers }) =>
      peers.some(
        (peer) =>
          isNaming(peer) && peer.namespaceSelector !== undefined && asksMoreThanName(peer.namespaceSelector),
      ),
    ),
  );
}

interface Grant extends Refusal {
  /** The policy that grants. */
  readonly policy: NetworkPolicy;
}

interface Answered extends Grant {
  /** What the other end opens to these pods instead. */
  readonly reply: Reply | undefined;
  /** Whether others of the pods that the rule names take it. */
  readonly isTaken: boolean;
}

/** Those of which the other end does not speak itself; of many the first are asked about, and the rest goes with them. */
function unsaid(grants: readonly Grant[], facts: OtherEndFacts): readonly Answered[] {
  const refusing = new Set(grants.flatMap(({ far }) => far));
  return grants.slice(0, mostShown).flatMap((grant) => {
    const reply = replyTo(grant, facts.namespaces);
    const isSaid =
      (reply !== undefined && speaksInstead(grant, reply, facts.judged)) || isToldThere(grant, facts);
    const rule = rulesOf(grant.policy, grant.direction)[grant.rule];
    const isTaken = rule !== undefined && isTakenByOthers(grant, rule, refusing, facts);
    return isSaid ? [] : { ...grant, reply, isTaken };
  });
}

function policiesAt(
  { direction, far }: VainGrant,
  policies: Inventory['policies'],
): readonly NetworkPolicy[] {
  const found = far.flatMap((pod) => isolating(pod, oppositeOf(direction), { policies }));
  return [...new Set(found)].sort(comparePolicies);
}

/** Whether a policy at the other end admits the connection if the namespace here has labels that are not known. */
function mayBeKept(
  { direction, ports, near, far, isolating: all }: Grant,
  namespaces: KnownNamespaces,
): boolean {
  const opposite = oppositeOf(direction);
  const pods = near.sample(mostShown);
  const destination = direction === 'egress' ? far[0] : pods[0];
  const names = destination === undefined ? new Map() : portNamesOf(destination);
  return all.some((other) =>
    rulesOf(other, opposite).some(
      (rule) =>
        rule.peers.some((peer) => mayAdmit(peer, other, pods, namespaces)) &&
        intersectPorts(ports, resolvePorts(portTermsOf(rule.ports), names)) !== noPorts,
    ),
  );
}

function mayAdmit(
  peer: Peer,
  { namespace }: NetworkPolicy,
  pods: readonly Pod[],
  namespaces: KnownNamespaces,
): boolean {
  return (
    peer.kind === 'pods' && pods.some((pod) => peerSelectsPod(peer, namespace, pod, namespaces) === 'unknown')
  );
}

/** So many pods of a group stand for all of them. */
const mostShown = 20;

function draft(grant: Answered, others: number): Draft {
  const { direction, rule, ports, far, policy } = grant;
  const more = others === 0 ? '' : `, and so with ${count(others, 'other group')} of pods`;
  const whom = describeEnd(far, describePods(far), policy);
  return {
    path: ['spec', direction, rule, peersField(direction)],
    // Of two ends that are written by themselves one often lists a port more than the other.
    confidence: grant.others === 'pass' || grant.isTaken ? 'possible' : 'likely',
    message: `allows ${describePorts(ports)} ${direction === 'egress' ? 'to' : 'from'} ${whom}, but ${lackOf(grant)}${more}`,
    help: helpFor(grant),
  };
}

function lackOf(grant: Answered): string {
  const { direction, near, far, policy, reply } = grant;
  const opposite = oppositeOf(direction);
  const way = opposite === 'ingress' ? 'in' : 'out';
  const blocking = blockingOf(grant);
  const names = blocking.map((each) => nameFor(each, policy));
  if (blocking.every((each) => rulesOf(each, opposite).length === 0)) {
    return `${enumerate(names)} ${names.length === 1 ? 'lets' : 'let'} nothing ${way} there`;
  }
  const end = near.podCount > 2 ? describeGroup(near) : describeEnd(near.sample(2), '', policy);
  const whom = opposite === 'ingress' ? end : far.length === 1 ? 'it' : 'them';
  const where = `${whom} ${way}${opposite === 'ingress' ? '' : ` to ${end}`}`;
  if (reply !== undefined) {
    const those = reply.policies.map((each) => nameFor(each, policy));
    return `${enumerate(those)} ${those.length === 1 ? 'lets' : 'let'} ${where} on ${describePorts(reply.ports)}`;
  }
  const on = grant.others === 'pass' ? ' on that' : '';
  return `no rule of ${enumerate(names, 3, 'or')} lets ${where}${on}`;
}

/** The policies there that admit somebody already, and that the rule could join; where none does, those that deny. */
function blockingOf({ direction, isolating: all }: Grant): readonly NetworkPolicy[] {
  const admitting = all.filter((policy) => rulesOf(policy, oppositeOf(direction)).length > 0);
  return admitting.length > 0 ? admitting : all;
}

/** Rules join policies for some pods that admit somebody; one for every pod is left as it is, with a policy beside it. */
function helpFor(grant: Answered): string {
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
function describeEnd(pods: readonly Pod[], group: string, { namespace }: NetworkPolicy): string {
  if (pods.length > 2) return group;
  return enumerate(pods.map((pod) => nameOfPodIn(pod, namespace)));
}

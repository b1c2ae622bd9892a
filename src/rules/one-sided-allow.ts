import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import { count } from '../model/prose.ts';
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
import { describePods } from '../semantics/effect-words.ts';
import { comparePolicies } from '../semantics/engine/endpoint-group.ts';
import { isolating } from '../semantics/isolation.ts';
import {
  isTakenByOthers,
  type Answered,
  type Grant,
  isToldThere,
  type OtherEndFacts,
  replyTo,
  speaksInstead,
} from '../semantics/other-end.ts';
import { describeEnd, helpFor, lackOf } from '../semantics/other-end-words.ts';
import { portNamesOf, portTermsOf, resolvePorts } from '../semantics/ports/port-terms.ts';
import { asksMoreThanName, isNaming, type KnownNamespaces, peerSelectsPod } from '../semantics/selecting.ts';
import { describePorts, intersectPorts, noPorts } from '../semantics/sets/port-set.ts';
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

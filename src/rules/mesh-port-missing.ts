import { cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { enumerate } from '../lint/text.ts';
import { type Direction, type NetworkPolicy, type PolicyRule, rulesOf } from '../model/networkpolicy.ts';
import { eachRule, type PlacedRule } from '../model/policy-parts.ts';
import type { Pod } from '../model/pod.ts';
import { meansMesh, type MeshFacts, meshMembers, tunnelPort } from '../semantics/ambient-mesh.ts';
import { countPods } from '../semantics/population.ts';
import { hasPort } from '../semantics/port-set.ts';
import { portTermsOf } from '../semantics/port-terms.ts';
import { describePort } from '../semantics/remainder.ts';
import { selectsPod } from '../semantics/selecting.ts';
import { impliesSelector, selectorSetOf } from '../semantics/selector-set.ts';
import { areDnsOnly, isWebhookPort } from '../semantics/usual-ports.ts';

type Known = Facts<'comparable', 'pods' | 'namespaces' | 'policies'>;

/** NP312: between pods of an ambient mesh every connection goes to one port, and rules that name ports leave it out. */
export const meshPortMissing = defineRule({
  code: 'NP312',
  name: 'mesh-port-missing',
  severity: 'warning',
  confidence: 'likely',
  summary: 'Ports for pods in Istio’s ambient mode without TCP 15008, on which these reach each other.',
  needs: ['comparable'],
  uses: ['pods', 'namespaces', 'policies'],
  *check({ comparable: policy, pods, namespaces, policies }) {
    // Who knows nothing of namespaces knows of no mesh, and is not to be told of one.
    if (namespaces === undefined) return;
    const facts = { pods, namespaces };
    const members = meshMembers(policy, facts);
    if (members.length === 0) return;
    for (const direction of policy.isolates) {
      const without = withoutTunnel(members, policy, direction, policies);
      if (without.length === 0) continue;
      if (isTooLong(policy, direction)) {
        yield cannotTell(`more than ${mostPeers} peers were not looked for in the mesh`);
        continue;
      }
      const draft = draftOf(forMesh(policy, direction, facts), direction, policy, without);
      if (draft !== undefined) yield draft;
    }
  },
});

/** Each is looked for in every namespace. */
const mostPeers = 50;

function isTooLong(policy: NetworkPolicy, direction: Direction): boolean {
  return rulesOf(policy, direction).reduce((sum, { peers }) => sum + peers.length, 0) > mostPeers;
}

/** The members for which no policy opens the port in this direction. */
function withoutTunnel(
  members: readonly Pod[] | 'expected',
  policy: NetworkPolicy,
  direction: Direction,
  policies: Known['policies'],
): readonly Pod[] | 'expected' {
  const opening = [policy, ...(policies?.in(policy.namespace) ?? [])].filter((other) =>
    opensTunnel(other, direction),
  );
  if (members !== 'expected')
    return members.filter((pod) => !opening.some((other) => selectsPod(other, pod)));
  const subject = selectorSetOf(policy.podSelector);
  return opening.some((other) => impliesSelector(subject, selectorSetOf(other.podSelector))) ? [] : members;
}

/** To whom does not matter: its author knows of the port. */
function opensTunnel(policy: NetworkPolicy, direction: Direction): boolean {
  return (
    policy.isolates.includes(direction) &&
    rulesOf(policy, direction).some(({ ports }) => hasPort(portTermsOf(ports).numbers, 'TCP', tunnelPort))
  );
}

/** The rules that admit pods of the mesh on ports of TCP; where one names nobody, egress leads out of the cluster too. */
function forMesh(policy: NetworkPolicy, direction: Direction, facts: MeshFacts): readonly PlacedRule[] {
  return eachRule(policy).filter(({ direction: own, rule: { peers, ports } }) => {
    if (own !== direction || !ports.some(({ protocol }) => protocol === 'TCP')) return false;
    if (direction === 'egress' && areDnsOnly(ports)) return false;
    if (peers.length === 0) return direction === 'ingress';
    return peers.some((peer) => meansMesh(peer, policy.namespace, facts));
  });
}

/** The API server is in no mesh, and who admits it on the port of a webhook can name nobody. */
function isForWebhook({ peers, ports }: PolicyRule): boolean {
  return peers.length === 0 && ports.every(isWebhookPort);
}

function draftOf(
  rules: readonly PlacedRule[],
  direction: Direction,
  { namespace }: NetworkPolicy,
  without: readonly Pod[] | 'expected',
): Draft | undefined {
  const placed = rules.find(({ rule }) => !isForWebhook(rule)) ?? rules[0];
  if (placed === undefined) return undefined;
  const whose = without === 'expected' ? 'the pods' : countPods(without);
  const [are, they, them] = without.length === 1 ? ['is', 'it reaches', 'it'] : ['are', 'they reach', 'them'];
  const reach = direction === 'ingress' ? `the mesh reaches ${them}` : `${they} the mesh`;
  return {
    path: [...placed.path, 'ports'],
    ...(isForWebhook(placed.rule) ? { confidence: 'possible' } : {}),
    message: `${whose} of ${namespace} ${are} in Istio’s ambient mode: ${reach} on TCP ${tunnelPort}, not on ${enumerate(placed.rule.ports.map(describePort))}`,
    help: `add {protocol: TCP, port: ${tunnelPort}} to the ports, and keep the others for who is not in the mesh`,
  };
}

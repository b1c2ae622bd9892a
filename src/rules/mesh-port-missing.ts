import { type CannotTell, cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { type Direction, type NetworkPolicy, type PolicyRule, rulesOf } from '../model/networkpolicy.ts';
import { eachRule, type PlacedRule } from '../model/policy-parts.ts';
import {
  knownMembers,
  meansMesh,
  type MeshFacts,
  type MeshMembers,
  meshMembers,
} from '../semantics/surroundings/mesh-members.ts';
import { type Mesh, meshes } from '../semantics/surroundings/meshes.ts';
import { countPods } from '../semantics/population.ts';
import { hasPort } from '../semantics/sets/port-set.ts';
import { portTermsOf } from '../semantics/ports/port-terms.ts';
import { describePort } from '../semantics/remainder.ts';
import { selectsPod } from '../semantics/selecting.ts';
import { impliesSelector, selectorSetOf } from '../semantics/sets/selector-set.ts';
import { areDnsOnly, isWebhookPort } from '../semantics/ports/usual-ports.ts';

type Known = Facts<'comparable', 'pods' | 'namespaces' | 'policies'>;

/** NP312: between pods of a mesh every connection goes to one port, and rules that name ports leave it out. */
export const meshPortMissing = defineRule({
  code: 'NP312',
  name: 'mesh-port-missing',
  severity: 'warning',
  confidence: 'likely',
  summary:
    'Ports for pods of a service mesh, Istio’s ambient mode or Linkerd, without the one on which these reach each other.',
  needs: ['comparable', 'intact'],
  uses: ['pods', 'namespaces', 'policies'],
  *check(facts) {
    const { comparable: policy, pods, namespaces } = facts;
    // Who knows nothing of namespaces knows of no mesh, and is not to be told of one.
    if (namespaces === undefined) return;
    for (const mesh of meshes) {
      const known = { mesh, pods, namespaces };
      yield* inMesh(meshMembers(policy, known), known, facts);
    }
  },
});

function* inMesh(
  members: MeshMembers,
  known: MeshFacts,
  { comparable: policy, policies }: Known,
): Iterable<Draft | CannotTell> {
  for (const direction of policy.isolates) {
    const without = withoutPort(members, known.mesh, { policy, direction, policies });
    if (without.kind === 'none') continue;
    if (isTooLong(policy, direction)) {
      yield cannotTell(`more than ${mostPeers} peers were not looked for in the mesh`);
      continue;
    }
    const rules = forMesh(policy, direction, known);
    const placed = rules.find((each) => isSure(each.rule, known.mesh)) ?? rules[0];
    if (placed !== undefined) yield draft(placed, known.mesh, policy, without);
  }
}

/** Each is looked for in every namespace. */
const mostPeers = 50;

function isTooLong(policy: NetworkPolicy, direction: Direction): boolean {
  return rulesOf(policy, direction).reduce((sum, { peers }) => sum + peers.length, 0) > mostPeers;
}

interface InForce {
  readonly policy: NetworkPolicy;
  readonly direction: Direction;
  readonly policies: Known['policies'];
}

/** The members for which no policy opens the port in this direction. */
function withoutPort(
  members: MeshMembers,
  mesh: Mesh,
  { policy, direction, policies }: InForce,
): MeshMembers {
  if (members.kind === 'none') return members;
  const opening = [policy, ...(policies?.in(policy.namespace) ?? [])].filter((other) =>
    opensPort(other, direction, mesh),
  );
  if (members.kind === 'known') {
    return knownMembers(members.pods.filter((pod) => !opening.some((other) => selectsPod(other, pod))));
  }
  const subject = selectorSetOf(policy.podSelector);
  const isOpen = opening.some((other) => impliesSelector(subject, selectorSetOf(other.podSelector)));
  return isOpen ? { kind: 'none' } : members;
}

/** To whom does not matter: its author knows of the port. */
function opensPort(policy: NetworkPolicy, direction: Direction, mesh: Mesh): boolean {
  return (
    policy.isolates.includes(direction) &&
    rulesOf(policy, direction).some(({ ports }) => hasPort(portTermsOf(ports).numbers, 'TCP', mesh.port))
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
function isSure({ peers, ports }: PolicyRule, mesh: Mesh): boolean {
  return !(peers.length === 0 && ports.every(isWebhookPort)) && ports.some((port) => mesh.redirects(port));
}

function draft(
  { direction, rule, path }: PlacedRule,
  mesh: Mesh,
  { namespace }: NetworkPolicy,
  without: MeshMembers,
): Draft {
  const pods = without.kind === 'known' ? without.pods : [];
  const whose = pods.length === 0 ? 'the pods' : countPods(pods);
  const [are, they, them] = pods.length === 1 ? ['is', 'it reaches', 'it'] : ['are', 'they reach', 'them'];
  const isOld = mesh.since === undefined || rule.ports.some((port) => mesh.redirects(port));
  const since = isOld ? '' : `, since version ${mesh.since}`;
  const reach = direction === 'ingress' ? `the mesh reaches ${them}` : `${they} the mesh`;
  return {
    path: [...path, 'ports'],
    ...(isSure(rule, mesh) ? {} : { confidence: 'possible' }),
    message: `${whose} of ${namespace} ${are} in ${mesh.name}: ${reach} on TCP ${mesh.port}, not on ${enumerate(rule.ports.map(describePort))}${since}`,
    help: `add {protocol: TCP, port: ${mesh.port}} to the ports, and keep the others for who is not in the mesh`,
  };
}

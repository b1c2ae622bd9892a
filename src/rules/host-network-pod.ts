import { cannotTell, defineRule, type CannotTell, type Draft, type Facts } from '../lint/rule.ts';
import type { Direction, NetworkPolicy, PodPeer } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import type { Path } from '../model/pointer.ts';
import { eachPeer, type PlacedPeer } from '../model/policy-parts.ts';
import { rememberedOf } from '../model/remembered.ts';
import { everything } from '../model/selector.ts';
import { admitsNodesOf } from '../semantics/peers/node-admission.ts';
import { matching } from '../semantics/matching.ts';
import { type KnownPlaces, placesOf, podsWith } from '../semantics/peers/peer-places.ts';
import { countPods, mostPods, nameFirst } from '../semantics/population.ts';
import { meansRouters } from '../semantics/surroundings/openshift.ts';
import { nodeComponentOf } from '../semantics/peers/node-component.ts';

type Known = Facts<'comparable', 'pods' | 'namespaces'>;

/**
 * NP408: to policies, pods on the host network are the node that they are on. Of egress towards the API server NP311
 * speaks.
 */
export const hostNetworkPod = defineRule({
  code: 'NP408',
  name: 'host-network-pod',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A selector that means pods on the host network, which policies take for their nodes.',
  needs: ['comparable'],
  uses: ['pods', 'namespaces'],
  *check(facts) {
    const effort = { left: mostPods };
    yield* inSpec(facts);
    if (appliesToNone(facts)) return;
    for (const place of eachPeer(facts.comparable)) {
      if (place.peer.kind === 'pods') yield* inPeer({ ...place, peer: place.peer }, facts, effort);
      if (effort.left > 0) continue;
      yield cannotTell('in a cluster so large not every peer of so many could be looked for');
      return;
    }
  },
});

/** What becomes of the peers of a policy for pods on the host network alone is of no account. */
function appliesToNone({ comparable: { namespace, podSelector }, pods }: Known): boolean {
  if (pods === undefined || podSelector.isEmpty) return false;
  const selected = matching(podSelector, pods.in(namespace)).filter((pod) => !hasFinished(pod));
  return selected.length > 0 && selected.every(({ hostNetwork }) => hostNetwork);
}

function* inSpec({ comparable: { namespace, podSelector }, pods }: Known): Iterable<Draft | CannotTell> {
  if (pods === undefined) {
    if (!podSelector.isEmpty) yield cannotTell(withoutPods);
    return;
  }
  const extent = pods.extent(namespace);
  if (extent.state === 'unknown' && !podSelector.isEmpty) yield cannotTell(extent.reason);
  const selected = matching(podSelector, pods.in(namespace)).filter((pod) => !hasFinished(pod));
  const onHost = selected.filter(({ hostNetwork }) => hostNetwork);
  const isAll = onHost.length === selected.length;
  // A whole namespace is meant with all that is still to come; that some of its pods are on the host network is common.
  if (onHost.length === 0 || (podSelector.isEmpty && !isAll)) return;
  yield {
    path: ['spec', 'podSelector'],
    ...(isAll && !podSelector.isEmpty ? {} : { severity: 'info' }),
    message: `selects ${isAll ? 'only pods' : partOf(onHost, selected)} on the host network, where policies do not apply: ${nameFirst(onHost)}`,
    help: 'remove hostNetwork from the pod template, or guard its ports by a firewall on the nodes',
  };
}

const withoutPods = { without: 'pods' } as const;

interface Selected {
  readonly selected: readonly Pod[];
  /** Whether there can be more of them. */
  readonly isOpen: boolean;
}

interface PlacedPodPeer extends PlacedPeer {
  readonly peer: PodPeer;
}

function* inPeer(
  place: PlacedPodPeer,
  { comparable: policy, pods, namespaces }: Known,
  effort: { left: number },
): Iterable<Draft | CannotTell> {
  const { peer } = place;
  if (isWhole(peer) && peer.namespaceSelector?.isEmpty === true) return;
  if (place.direction === 'egress' && nodeComponentOf(place, policy.namespace) === 'kube-apiserver') return;
  if (pods === undefined) yield* byConvention(place, withoutPods, policy);
  else yield* byPods(place, policy, { pods, namespaces }, effort);
}

function* byPods(
  place: PlacedPodPeer,
  policy: NetworkPolicy,
  known: KnownPlaces,
  effort: { left: number },
): Iterable<Draft | CannotTell> {
  const { peer } = place;
  if (isOffHosts(peer, policy.namespace, known)) return;
  const places = placesOf(peer, policy.namespace, known);
  if (places.kind === 'unknown') yield* byConvention(place, places.reason, policy);
  if (places.kind !== 'known') return;
  const isOpen = places.more !== undefined;
  const found = podsWith(peer.podSelector ?? everything, places, known, effort);
  const selected = [...found].filter((pod) => !hasFinished(pod));
  if (selected.length === 0 && isOpen) yield* byConvention(place, undefined, policy);
  else yield* amongPods(place, { selected, isOpen }, policy);
}

/** Whether all is known of where the peer looks, and no pod there is on the host network: most namespaces have none. */
function isOffHosts({ namespaceSelector }: PodPeer, own: string, { pods, namespaces }: KnownPlaces): boolean {
  if (pods.extent().state !== 'complete' || namespaces?.extent().state !== 'complete') return false;
  if (namespaceSelector === undefined) return !hasHostPods(pods.in(own));
  if (namespaceSelector.isEmpty) return !pods.lists().some(hasHostPods);
  const places = matching(namespaceSelector, namespaces.all());
  return places.length > 0 && !places.some(({ name }) => hasHostPods(pods.in(name)));
}

const hasHostPods = rememberedOf((pods: readonly Pod[]) => pods.some(({ hostNetwork }) => hostNetwork));

/** What every cluster has on the host network is there, whether or not its pods are known; `unknown` says why they are not. */
function* byConvention(
  place: PlacedPodPeer,
  unknown: CannotTell['cannotTell'] | undefined,
  policy: NetworkPolicy,
): Iterable<Draft | CannotTell> {
  const { peer, rule, direction, path } = place;
  const component = nodeComponentOf(place, policy.namespace);
  if (component === undefined && direction === 'ingress' && meansRouters(peer)) {
    if (admitsNodesOf([], rule, policy, direction) === 'no') yield forRouters(path);
  } else if (component === undefined) {
    if (unknown !== undefined) yield cannotTell(unknown);
  } else if (admitsNodesOf([], rule, policy, direction) === 'no') {
    yield {
      path,
      confidence: 'possible',
      message: `${listed(path)} means ${component}, which is on the host network: it has its node's address`,
      help: advice(direction),
    };
  }
}

function forRouters(path: Path): Draft {
  return {
    path,
    confidence: 'possible',
    message: `${listed(path)} means the routers of openshift-ingress, which on some clusters are on the host network`,
    help: 'add a peer with namespaceSelector: {matchLabels: {policy-group.network.openshift.io/host-network: ""}}',
  };
}

function* amongPods(
  { peer, rule, direction, path }: PlacedPodPeer,
  { selected, isOpen }: Selected,
  policy: NetworkPolicy,
): Iterable<Draft> {
  const onHost = selected.filter(({ hostNetwork }) => hostNetwork);
  const isAll = onHost.length === selected.length;
  if (onHost.length === 0 || (isWhole(peer) && !isAll)) return;
  const admitted = admitsNodesOf(onHost, rule, policy, direction);
  if (admitted === 'yes') return;
  const isPart = isWhole(peer) && isOpen;
  const whom = isPart ? 'no known pod but those' : isAll ? 'only pods' : partOf(onHost, selected);
  yield {
    path,
    ...(isAll ? {} : { severity: 'info' }),
    ...(isPart || admitted === 'unknown' ? { confidence: 'possible' } : {}),
    message: `${listed(path)} means ${whom} on the host network, with their node's address: ${nameFirst(onHost)}`,
    help: advice(direction),
  };
}

function isWhole({ podSelector }: PodPeer): boolean {
  return podSelector === undefined || podSelector.isEmpty;
}

function partOf(some: readonly Pod[], all: readonly Pod[]): string {
  return `${countPods(all)}, ${some.length} of them`;
}

/** How a peer is called in messages: `from[1]`. */
function listed(path: Path): string {
  return `${path.at(-2)}[${path.at(-1)}]`;
}

function advice(direction: Direction): string {
  const verb = direction === 'ingress' ? 'admit' : 'allow';
  return `${verb} the addresses of the nodes by an ipBlock: most network plugins match them with no selector`;
}

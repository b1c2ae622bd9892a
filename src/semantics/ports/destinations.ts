import { type Extent, type Inventory, leastExtent } from '../../model/inventory.ts';
import type { NetworkPolicy, Peer, PodPeer } from '../../model/networkpolicy.ts';
import type { PlacedRule } from '../../model/policy-parts.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { everything, type Selector } from '../../model/selector.ts';
import { matching, matchingAnywhere } from '../matching.ts';
import { peerSelectsNamespace } from '../selecting.ts';
import { namedNamespaces } from '../words.ts';

/** The pods on which the ports of a rule are looked up, without host-network pods, which policies do not see as pods. */
export interface Destinations {
  readonly pods: readonly Pod[];
  /** How much is known of such pods; `unknown` when one of their namespaces is not known. */
  readonly extent: Extent;
  /** Whether all pods of a namespace are meant, of which files may show only some. */
  readonly whole: boolean;
}

/** What must be known to find pods; the namespaces as far as they are. */
export type PodFacts = Pick<Inventory, 'pods'> & { readonly namespaces: Inventory['namespaces'] | undefined };

/**
 * The destination pods of a rule: those that the policy selects for ingress, those of the pod peers for egress. Undefined
 * where a rule means no pods in particular: everyone, addresses alone, or every pod of namespaces that it does not name.
 */
export function destinationsOf(
  policy: NetworkPolicy,
  { direction, rule }: PlacedRule,
  facts: PodFacts,
): Destinations | undefined {
  const peers = direction === 'ingress' ? [selected(policy)] : rule.peers.filter(isPodPeer);
  if (peers.length === 0 || !peers.every(isParticular)) return undefined;
  const parts = peers.map((peer) => podsOf(peer, policy.namespace, facts));
  return {
    pods: together(parts.map(({ pods }) => pods)),
    extent: leastExtent(parts.map(({ extent }) => extent)),
    whole: peers.some(({ podSelector }) => podSelector?.isEmpty !== false),
  };
}

/** One list stays itself, so that what is remembered of it is not asked again. */
function together(lists: readonly (readonly Pod[])[]): readonly Pod[] {
  const [first, ...others] = lists.filter(({ length }) => length > 0);
  return first === undefined || others.length === 0 ? (first ?? []) : [...new Set(lists.flat())];
}

/** Those that policies see as pods. */
const ownOf = rememberedOf((pods: readonly Pod[]) =>
  pods.filter((pod) => !pod.hostNetwork && !hasFinished(pod)),
);

function selected({ podSelector }: NetworkPolicy): PodPeer {
  return { kind: 'pods', podSelector, namespaceSelector: undefined };
}

function isPodPeer(peer: Peer): peer is PodPeer {
  return peer.kind === 'pods';
}

/** Whether a peer means pods in particular: by their labels, or by the names of their namespaces. */
export function isParticular({ podSelector, namespaceSelector }: PodPeer): boolean {
  if (podSelector?.isEmpty === false || namespaceSelector === undefined) return true;
  return namedNamespaces(namespaceSelector) !== undefined;
}

function podsOf(
  { podSelector, namespaceSelector }: PodPeer,
  policyNamespace: string,
  facts: PodFacts,
): Pick<Destinations, 'pods' | 'extent'> {
  const selector = podSelector ?? everything;
  if (namespaceSelector?.isEmpty === true) {
    return { pods: ownOf([...matchingAnywhere(selector, facts.pods)]), extent: facts.pods.extent() };
  }
  const { names, extent } = namespacesOf(namespaceSelector, policyNamespace, facts.namespaces);
  return {
    pods: together(names.map((name) => ownOf(matching(selector, facts.pods.in(name))))),
    extent: leastExtent([extent, ...names.map((name) => facts.pods.extent(name))]),
  };
}

interface Places {
  readonly names: readonly string[];
  readonly extent: Extent;
}

function namespacesOf(
  selector: Selector | undefined,
  policyNamespace: string,
  namespaces: PodFacts['namespaces'],
): Places {
  if (selector === undefined) return { names: [policyNamespace], extent: { state: 'complete' } };
  const named = namedNamespaces(selector);
  if (named === undefined && namespaces === undefined) {
    return { names: [], extent: { state: 'unknown', reason: 'the namespaces are not known' } };
  }
  const candidates = named ?? matching(selector, namespaces?.all() ?? []).map(({ name }) => name);
  const answers = candidates.map((name) => ({
    name,
    answer: peerSelectsNamespace(selector, name, namespaces),
  }));
  const unsure = answers.find(({ answer }) => answer === 'unknown');
  return {
    names: answers.filter(({ answer }) => answer === 'yes').map(({ name }) => name),
    extent:
      unsure === undefined
        ? ((named === undefined ? namespaces?.extent() : undefined) ?? { state: 'complete' })
        : { state: 'unknown', reason: `the labels of namespace ${unsure.name} are not known` },
  };
}

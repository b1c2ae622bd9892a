import { hasField, valueAt } from '../../model/json.ts';
import {
  type Direction,
  type NetworkPolicy,
  type Peer,
  type PolicyPort,
  type PolicyRule,
  rulesOf,
} from '../../model/networkpolicy.ts';
import { describeRequirement } from '../../model/selector.ts';
import { speaksOfDns } from '../dns/grants.ts';
import { impliesSelector, selectorSetOf } from '../sets/selector-set.ts';
import { areDnsOnly, isDnsPort, isWebhookPort, isWebPort } from '../ports/usual-ports.ts';
import { namedNamespaces } from '../words.ts';

/** Two neighbouring rules that would be one if a dash were deleted; positions among the rules of the direction. */
export interface SplitRules {
  /** The rule with peers and no ports. */
  readonly peers: number;
  /** The rule with ports and no peers. */
  readonly ports: number;
}

/**
 * The neighbouring rules that could have been meant as one, from the top, each rule in at most one pair. Ports before
 * peers are a pair only where the direction has nothing else: among more rules each may belong to either side.
 */
function splitRules(rules: readonly PolicyRule[]): readonly SplitRules[] {
  const pairs: SplitRules[] = [];
  for (const [index, rule] of rules.entries()) {
    const next = rules[index + 1];
    if (hasOnlyPeers(rule) && hasOnlyPorts(next)) pairs.push({ peers: index, ports: index + 1 });
  }
  if (rules.length === 2 && hasOnlyPorts(rules[0]) && hasOnlyPeers(rules[1])) {
    pairs.push({ peers: 1, ports: 0 });
  }
  return pairs;
}

/** Two rules that were likely meant as one. */
export interface LikelySplit extends SplitRules {
  readonly likelihood: 'likely' | 'possible';
}

/** The rules of a direction that were likely meant as one, by their meaning and, as far as it is known, as they were typed. */
export function likelySplits(
  policy: NetworkPolicy,
  direction: Direction,
  document: unknown,
): readonly LikelySplit[] {
  if (!policy.isolates.includes(direction)) return [];
  return splitRules(rulesOf(policy, direction)).flatMap((pair) => {
    const likelihood = judgeSplit(pair, direction, policy);
    return likelihood === 'meant' || isTypedWhole(pair, direction, document) ? [] : [{ ...pair, likelihood }];
  });
}

/** An empty list of peers or ports, written out, shows that its rule was meant to stand alone. */
function isTypedWhole({ peers, ports }: SplitRules, direction: Direction, document: unknown): boolean {
  const typed = (index: number): unknown => valueAt(document, 'spec', direction, index);
  return hasField(typed(peers), 'ports') || hasField(typed(ports), 'from') || hasField(typed(ports), 'to');
}

/**
 * How likely it is that the two were meant as one. `meant` where both rules make sense, such as pods of the same kind on
 * every port and everyone on the port of the service, or one namespace on every port and everywhere on HTTPS.
 */
function judgeSplit(pair: SplitRules, direction: Direction, policy: NetworkPolicy): Likelihood {
  const rules = rulesOf(policy, direction);
  const [{ peers }, { ports }] = [rules[pair.peers] ?? noRule, rules[pair.ports] ?? noRule];
  if (direction === 'egress' && areDnsOnly(ports)) return judgeDns(peers);
  if (!rules.every(isHalf) || areUnrestricted(peers, policy)) return 'meant';
  if (direction === 'egress') return ports.some(leadsOutside) ? 'meant' : 'possible';
  const isAlone = rules.length === 2 && pair.peers < pair.ports && !policy.podSelector.isEmpty;
  return isAlone ? judgeIngress(peers, ports) : 'possible';
}

type Likelihood = 'likely' | 'possible' | 'meant';

const noRule: PolicyRule = { peers: [], ports: [] };

function judgeIngress(peers: readonly Peer[], ports: readonly PolicyPort[]): Likelihood {
  return peers.some(isClient) && !ports.some(isOpenToAll) ? 'likely' : 'possible';
}

/** DNS to everyone is usual; beside a rule for the DNS pods, to which nothing but DNS is sent, it was not meant. */
function judgeDns(peers: readonly Peer[]): Likelihood {
  const speaks = (peer: Peer): boolean => speaksOfDns({ peers: [peer], ports: [] });
  if (!peers.every(speaks)) return 'meant';
  const pods = peers.map((peer) => (peer.kind === 'pods' ? { ...peer, namespaceSelector: undefined } : peer));
  return pods.every(speaks) ? 'likely' : 'possible';
}

/** Where a rule has both peers and ports, or neither, its author knows how to write one. */
function isHalf(rule: PolicyRule): boolean {
  return hasOnlyPeers(rule) || hasOnlyPorts(rule);
}

/** Every pod of every namespace and nothing else is no usual pair with everyone on some ports. */
function areUnrestricted(peers: readonly Peer[], policy: NetworkPolicy): boolean {
  return (
    !(peers.length === 1 && peers.every(isWholeCluster)) && peers.some((peer) => isUnrestricted(peer, policy))
  );
}

function isWholeCluster(peer: Peer): boolean {
  if (peer.kind !== 'pods') return false;
  return peer.namespaceSelector?.isEmpty === true && peer.podSelector?.isEmpty !== false;
}

/** Peers that usually may use every port: a whole namespace or all of them, every address, the selected pods themselves. */
function isUnrestricted(peer: Peer, { namespace, podSelector }: NetworkPolicy): boolean {
  if (peer.kind === 'ipBlock') return peer.cidr.text.endsWith('/0');
  if (peer.podSelector !== undefined && !peer.podSelector.isEmpty) {
    return impliesSelector(selectorSetOf(podSelector), selectorSetOf(peer.podSelector));
  }
  const { namespaceSelector } = peer;
  if (namespaceSelector === undefined || namespaceSelector.isEmpty) return true;
  return namedNamespaces(namespaceSelector)?.includes(namespace) === true;
}

/** Pods that are named, other than those that collect metrics, which need ports of their own. */
function isClient(peer: Peer): boolean {
  return (
    peer.kind === 'pods' &&
    peer.podSelector?.isEmpty === false &&
    !peer.podSelector.requirements.some((each) => /prometheus|monitor|metric/.test(describeRequirement(each)))
  );
}

function leadsOutside(port: PolicyPort): boolean {
  return isDnsPort(port) || isWebPort(port);
}

function isOpenToAll(port: PolicyPort): boolean {
  return isWebPort(port) || isWebhookPort(port);
}

function hasOnlyPeers(rule: PolicyRule | undefined): boolean {
  return rule !== undefined && rule.peers.length > 0 && rule.ports.length === 0;
}

function hasOnlyPorts(rule: PolicyRule | undefined): boolean {
  return rule !== undefined && rule.ports.length > 0 && rule.peers.length === 0;
}

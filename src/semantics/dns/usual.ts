import type { Labels } from '../../model/labels.ts';
import type { NetworkPolicy, Peer, PodPeer, PolicyPort, PolicyRule } from '../../model/networkpolicy.ts';
import type { Requirement, Selector } from '../../model/selector.ts';
import { isDnsNamespace, mayOpenDns } from './grants.ts';
import { type DnsMiss, dnsEntryOf, dnsNumbersOf, type DnsPlace } from './miss.ts';
import { nameKeys } from '../labels/telling-labels.ts';
import { namedNamespaces } from '../words.ts';

/** What kubeadm, k3s, RKE2 and the managed clouds make; who installs DNS otherwise may choose other labels and ports. */
export const usualDns: DnsPlace = { namespace: 'kube-system', labels: 'k8s-app=kube-dns', ports: [53] };
/** The same as labels of a pod. */
export const usualLabels: Labels = new Map([['k8s-app', 'kube-dns']]);

/** A policy, and the others of its namespace that may select some of the same pods. */
export interface PolicyAmong {
  readonly policy: NetworkPolicy;
  readonly sharing: readonly NetworkPolicy[];
  /** Whether a known pod has such labels; of those other rules can speak. */
  readonly isKnown: (selector: Selector) => boolean;
  /** Whether pods are known that have the usual labels in the usual namespace. */
  readonly knowsUsual: boolean;
}

/** The rules that were written for DNS and miss it on most clusters; `rules` are all that hold for the same pods. */
export function usualMisses(among: PolicyAmong, rules: readonly PolicyRule[]): readonly DnsMiss[] {
  const { namespace, egress } = among.policy;
  const isSound = (rule: PolicyRule): boolean =>
    mayOpenDns(rule, namespace) && usualFault(rule, among) === undefined;
  if (rules.some(isSound)) return [];
  return egress.flatMap((rule, index) => {
    const entry = dnsEntryOf(rule);
    const found = entry === undefined ? undefined : usualFault(rule, among);
    return entry === undefined || found === undefined
      ? []
      : { rule: index, entry, place: usualDns, ...found };
  });
}

type Found = Pick<DnsMiss, 'fault' | 'basis'>;

/** What is wrong with a rule for DNS of which every peer either misses the DNS pods or has nothing to do with them. */
function usualFault(rule: PolicyRule, among: PolicyAmong): Found | undefined {
  let fault: Found | undefined;
  for (const [index, peer] of rule.peers.entries()) {
    const found = peer.kind === 'pods' ? peerFault(peer, index, rule, among) : 'may reach them';
    if (found === 'may reach them') return undefined;
    if (found !== 'means others') fault ??= found;
  }
  return fault ?? (isForOthers(rule) ? { fault: { kind: 'others' }, basis: 'custom' } : undefined);
}

/** Whether a rule opens the port of DNS to pods that are not called like DNS servers of their own. */
function isForOthers(rule: PolicyRule): boolean {
  return rule.peers.length > 0 && dnsNumbersOf(rule).includes(53) && !rule.peers.some(mayServeDns);
}

function mayServeDns(peer: Peer): boolean {
  return peer.kind === 'ipBlock' || peer.podSelector?.requirements.some(isLikeServer) === true;
}

/** A negative requirement may leave over what serves DNS. */
function isLikeServer(requirement: Requirement): boolean {
  if (requirement.operator !== 'In') return true;
  return requirement.values.some((value) => serverNames.test(value));
}

const serverNames =
  /dns|resolver|nameserver|unbound|bind|named|pi-?hole|adguard|technitium|proxy|cache|gateway/;

function peerFault(
  peer: PodPeer,
  index: number,
  rule: PolicyRule,
  among: PolicyAmong,
): Found | 'may reach them' | 'means others' {
  const { podSelector, namespaceSelector } = peer;
  const isForDns = podSelector?.isEmpty === false && podSelector.matches(usualLabels);
  const place = placeOf(namespaceSelector, among.policy.namespace);
  if (place === 'unclear') return 'may reach them';
  if (place === 'usual') return faultInPlace(peer, index, rule, among) ?? 'may reach them';
  if (!isForDns || (place === 'own' && among.isKnown(podSelector))) return 'means others';
  return { fault: { kind: 'namespace', peer: index }, basis: place === 'own' ? 'platform' : 'custom' };
}

function faultInPlace(
  { podSelector, namespaceSelector }: PodPeer,
  index: number,
  rule: PolicyRule,
  { isKnown, knowsUsual }: PolicyAmong,
): Found | undefined {
  if (podSelector !== undefined && asksForWrongLabel(podSelector) && !isKnown(podSelector)) {
    return knowsUsual
      ? { fault: { kind: 'labels', peer: index, instead: `; they have ${usualDns.labels}` }, basis: 'facts' }
      : { fault: { kind: 'labels', peer: index, instead: '' }, basis: 'custom' };
  }
  if (namespaceSelector?.isEmpty === true || rule.ports.some(opensUsualPort)) return undefined;
  return { fault: { kind: 'port', numbers: dnsNumbersOf(rule) }, basis: 'custom' };
}

/** Where a peer looks for pods: the policy's own namespace, that of DNS on most clusters, one that has no DNS. */
function placeOf(
  selector: Selector | undefined,
  policyNamespace: string,
): 'own' | 'usual' | 'other' | 'unclear' {
  if (selector === undefined) return isDnsNamespace(policyNamespace) ? 'unclear' : 'own';
  if (selector.isEmpty) return 'usual';
  const names = namedNamespaces(selector);
  if (names === undefined) return 'unclear';
  if (!names.some(isDnsNamespace)) return 'other';
  return names.every((name) => name === usualDns.namespace) ? 'usual' : 'unclear';
}

/** Gardener's DNS pods listen on 8053. */
function opensUsualPort(port: PolicyPort): boolean {
  if (port.kind !== 'range') return true;
  return [53, 8053].some((number) => port.first <= number && number <= port.last);
}

/** Labels that CoreDNS pods lack on most clusters: made up of its name, or copied from its Service. */
function asksForWrongLabel({ requirements }: Selector): boolean {
  return requirements.some((each) => {
    if (each.operator !== 'In') return false;
    if (serviceLabels.has(each.key)) return true;
    return nameKeys.has(each.key) && each.values.every((value) => isMadeUp(each.key, value));
  });
}

const serviceLabels: ReadonlySet<string> = new Set(['kubernetes.io/cluster-service', 'kubernetes.io/name']);

function isMadeUp(key: string, value: string): boolean {
  return /^(coredns|kube-dns|kubedns|dns)$/.test(value) && !(key === 'k8s-app' && value === 'kube-dns');
}

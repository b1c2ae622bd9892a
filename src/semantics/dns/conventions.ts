import type { Labels } from '../../model/labels.ts';
import type { NetworkPolicy, Peer, PodPeer, PolicyRule } from '../../model/networkpolicy.ts';
import type { Selector } from '../../model/selector.ts';
import { type DnsFault, type DnsMiss, dnsEntryOf, dnsNumbersOf, type DnsPlace } from './miss.ts';
import { meansEveryPod } from '../peers/opening.ts';
import { isForOpenShift } from '../surroundings/openshift.ts';
import { type PolicyAmong, usualMisses } from './usual.ts';
import { namedNamespaces } from '../words.ts';

/** What OpenShift's DNS operator makes on every cluster. */
export const openShiftDns: DnsPlace = {
  namespace: 'openshift-dns',
  labels: 'dns.operator.openshift.io/daemonset-dns=default',
  ports: [5353],
};
const openShiftLabels: Labels = new Map([['dns.operator.openshift.io/daemonset-dns', 'default']]);

/** The rules that were written for DNS and miss it on clusters as they are known to be, where no DNS pod is known. */
export function conventionalMisses(among: PolicyAmong): readonly DnsMiss[] {
  const { policy, sharing } = among;
  const rules = [policy, ...sharing]
    .filter(({ isolates }) => isolates.includes('egress'))
    .flatMap(({ egress }) => egress);
  return [...openShiftMisses(policy, rules), ...usualMisses(among, rules)];
}

function openShiftMisses(policy: NetworkPolicy, rules: readonly PolicyRule[]): readonly DnsMiss[] {
  if (rules.some(mayReachOpenShift)) return [];
  const isSupposed = isForOpenShift(policy);
  return policy.egress.flatMap((rule, index): DnsMiss | readonly DnsMiss[] => {
    const entry = dnsEntryOf(rule);
    if (entry === undefined) return [];
    const fault = openShiftFault(rule);
    if (fault !== undefined) return { rule: index, entry, fault, place: openShiftDns, basis: 'platform' };
    const numbers = dnsNumbersOf(rule);
    if (!isSupposed || !numbers.includes(53) || !opensToEveryPod(rule)) return [];
    return { rule: index, entry, fault: { kind: 'port', numbers }, place: openShiftDns, basis: 'custom' };
  });
}

function opensToEveryPod({ peers }: PolicyRule): boolean {
  return peers.length === 0 || peers.some(meansEveryPod);
}

function openShiftFault(rule: PolicyRule): DnsFault | undefined {
  for (const [index, peer] of rule.peers.entries()) {
    if (peer.kind !== 'pods' || !meansOpenShift(peer)) continue;
    return admits(peer.podSelector, openShiftLabels)
      ? { kind: 'port', numbers: dnsNumbersOf(rule) }
      : { kind: 'labels', peer: index, instead: `; they have ${openShiftDns.labels}` };
  }
  return undefined;
}

/** Whether the rule opens the port of OpenShift's DNS pods to peers that may be those. */
function mayReachOpenShift({ ports, peers }: PolicyRule): boolean {
  const isOpen = ports.some((port) => {
    if (port.kind === 'range') return port.first <= 5353 && 5353 <= port.last;
    return port.kind === 'every' || port.name.includes('dns');
  });
  if (ports.length > 0 && !isOpen) return false;
  return peers.length === 0 || peers.some(mayMeanOpenShift);
}

function mayMeanOpenShift(peer: Peer): boolean {
  if (peer.kind === 'ipBlock') return true;
  const { podSelector, namespaceSelector } = peer;
  if (namespaceSelector === undefined || !admits(podSelector, openShiftLabels)) return false;
  return namedNamespaces(namespaceSelector)?.includes(openShiftDns.namespace) !== false;
}

/** Whether the peer asks for OpenShift's DNS by its namespace, or by the label that its operator sets. */
function meansOpenShift({ podSelector, namespaceSelector }: PodPeer): boolean {
  if (namespaceSelector === undefined) return false;
  const asksForLabel = podSelector?.requirements.some(({ key }) => openShiftLabels.has(key)) === true;
  return asksForLabel || namedNamespaces(namespaceSelector)?.includes(openShiftDns.namespace) === true;
}

function admits(selector: Selector | undefined, labels: Labels): boolean {
  return selector?.matches(labels) !== false;
}

import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { rememberedOf } from '../../model/remembered.ts';
import type { Requirement, Selector } from '../../model/selector.ts';

/**
 * Whether a policy is plainly for OpenShift: by its namespace, or by the labels that it asks for. Some are for clusters
 * of other kinds as well.
 */
export const isForOpenShift: (policy: NetworkPolicy) => boolean = rememberedOf((policy) => {
  if (policy.namespace.startsWith('openshift-')) return true;
  const peers = [...policy.ingress, ...policy.egress].flatMap((rule) => rule.peers);
  return peers.some((peer) => {
    if (peer.kind === 'ipBlock') return false;
    return [peer.podSelector, peer.namespaceSelector].some(asksForOpenShift);
  });
});

function asksForOpenShift(selector: Selector | undefined): boolean {
  return selector?.requirements.some(isOpenShifts) === true;
}

/** Labels that its operators set, and values such as the names of its namespaces. */
function isOpenShifts(requirement: Requirement): boolean {
  if (/(^|\.)openshift\.io(\/|$)/.test(requirement.key)) return true;
  const values = requirement.operator === 'In' ? requirement.values : [];
  return values.length > 0 && values.every((value) => value.startsWith('openshift-'));
}

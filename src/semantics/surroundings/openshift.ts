import { namespaceNameLabel } from '../../model/namespace.ts';
import type { NetworkPolicy, PodPeer } from '../../model/networkpolicy.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { gatewayNameLabel } from './well-known.ts';
import { type Requirement, type Selector, valuesAskedFor } from '../../model/selector.ts';

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

/**
 * Whether an ingress peer means OpenShift's routers by the name of their namespace, where Gateways have pods of their own.
 * With the publishing strategy HostNetwork, as on clusters without load balancers, they are on the host network instead.
 */
export function meansRouters({ podSelector, namespaceSelector }: PodPeer): boolean {
  if (podSelector?.requirements.some(({ key }) => key === gatewayNameLabel) === true) return false;
  return (
    namespaceSelector?.requirements.some(
      ({ key, ...rest }) =>
        key === namespaceNameLabel && 'values' in rest && rest.values.includes('openshift-ingress'),
    ) === true
  );
}

function asksForOpenShift(selector: Selector | undefined): boolean {
  return selector?.requirements.some(isOpenShifts) === true;
}

/** Labels that its operators set, and values such as the names of its namespaces. */
function isOpenShifts(requirement: Requirement): boolean {
  if (/(^|\.)openshift\.io(\/|$)/.test(requirement.key)) return true;
  const values = valuesAskedFor(requirement);
  return values.length > 0 && values.every((value) => value.startsWith('openshift-'));
}

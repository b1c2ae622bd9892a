import { namespaceNameLabel } from '../../model/namespace.ts';
import { type NetworkPolicy, peersField, rulesOf } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { conjugate, enumerate } from '../../model/prose.ts';
import { tellingLabels } from '../labels/telling-labels.ts';
import { nameOfPodIn } from '../population.ts';
import type { Denial } from './other-causes.ts';

/** Denials of one port of one Service. */
export type Denials = readonly [Denial, ...Denial[]];

/** What the policies lack to let so many callers through, as a clause. */
export function lackOf({ direction, policies, call }: Denial, callers: number): string {
  const way = direction === 'ingress' ? 'in' : 'out';
  const admitting = policies.filter((each) => rulesOf(each, direction).length > 0);
  const names = (admitting.length > 0 ? admitting : policies).map(({ name }) => name);
  if (admitting.length === 0) {
    return `${enumerate(names)} ${conjugate('lets', names.length)} nothing ${way}`;
  }
  const whom = callers === 1 ? 'it' : 'them';
  return `no rule of ${enumerate(names, 3, 'or')} lets ${whom} ${way} on ${call.protocol} ${call.target}`;
}

/**
 * What to write for them into the policy, as an imperative. A rule joins a policy for these pods that has some already; one
 * for every pod is left as it is.
 */
export function helpFor(denials: Denials, policy: NetworkPolicy, hasRule: boolean): string {
  const [{ call, direction }] = denials;
  const field = peersField(direction);
  const on = `on ${call.protocol} ${call.target}`;
  const callees = labelsOf(denials.map(({ call: { callees: pods, caller } }) => [pods[0], caller.pods]));
  const callers = labelsOf(denials.map(({ call: { callees: pods, caller } }) => [caller.pods[0], pods]));
  const [near, far] = direction === 'ingress' ? [callees, callers] : [callers, callees];
  if (near === '' || far === '') {
    return `give the pods of ${nameOfPodIn(call.caller.pods[0], policy.namespace)} a label in their template, and allow them by it ${on}`;
  }
  const place = direction === 'ingress' ? call.caller.pods[0].namespace : call.service.namespace;
  const whom = `${far}${place === policy.namespace ? '' : ` of ${namespaceNameLabel}: ${place}`}`;
  if (hasRule && !policy.podSelector.isEmpty) return `add ${whom} to ${field}, ${on}`;
  const rule = `an ${direction} rule ${field} ${whom} ${on}`;
  const isOfThese = rulesOf(policy, direction).length > 0 && !policy.podSelector.isEmpty;
  return isOfThese ? `add ${rule}` : `write a policy for ${near} with ${rule}`;
}

/** Labels of pods that tell them from others, in words; empty where they have none. */
function labelsOf(pods: readonly (readonly [Pod | undefined, readonly Pod[]])[]): string {
  const labels = pods.flatMap(([pod, others]) =>
    pod === undefined ? [] : (tellingLabels(pod, others) ?? []),
  );
  return enumerate([...new Set(labels)]);
}

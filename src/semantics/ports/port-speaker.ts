import type { NetworkPolicy, PolicyRule } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { portAdmits } from '../admitting.ts';
import { selectsPod } from '../selecting.ts';
import type { PodPort } from '../services/service-ports.ts';

/** The ingress rules of a policy that open the port of the pod to anyone. */
export function rulesFor(
  pod: Pod,
  traffic: Pick<PodPort, 'protocol' | 'port'>,
  { ingress }: NetworkPolicy,
): readonly PolicyRule[] {
  const destination = { kind: 'pod', pod } as const;
  return ingress.filter(
    ({ ports }) => ports.length === 0 || ports.some((each) => portAdmits(each, traffic, destination)),
  );
}

/** The position of the first rule that names ports and opens this one to somebody. */
export function openingRule(podPort: PodPort, policy: NetworkPolicy): number | undefined {
  const rules = podPort.pods.flatMap((pod) => rulesFor(pod, podPort, policy));
  const index = policy.ingress.findIndex((rule) => rule.ports.length > 0 && rules.includes(rule));
  return index === -1 ? undefined : index;
}

/**
 * Whether what all policies together deny on the port is to be said of this one. Of those that are judged in a run, each
 * speaks that opens the port to somebody; if there is none, the first that is written for some pods and not for all.
 */
export function speaksFor(
  podPort: PodPort,
  policy: NetworkPolicy,
  { policies, judged }: { readonly policies: readonly NetworkPolicy[]; readonly judged: ReadonlySet<string> },
): boolean {
  if (openingRule(podPort, policy) !== undefined) return true;
  const others = policies.filter(
    (other) =>
      other !== policy &&
      other.isolates.includes('ingress') &&
      judged.has(`${other.namespace}/${other.name}`) &&
      podPort.pods.some((pod) => selectsPod(other, pod)),
  );
  return others.every((other) => openingRule(podPort, other) === undefined && rankOf(policy) < rankOf(other));
}

/** Text that is less for the policy that is to speak first. */
function rankOf({ podSelector, ingress, name }: NetworkPolicy): string {
  return `${podSelector.isEmpty ? 1 : 0}${ingress.length === 0 ? 1 : 0} ${name}`;
}

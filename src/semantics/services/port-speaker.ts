import { qualifiedName } from '../../model/identity.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { rulesOpening } from '../admitting.ts';
import { selectsPod } from '../selecting.ts';
import type { PodPort } from './service-ports.ts';

/** A port of pods that the same policies isolate. */
type SpokenOf = Pick<PodPort, 'protocol' | 'port' | 'pods'>;

/** The position of the first rule that names ports and opens this one to somebody. */
export function openingRuleIndex(podPort: SpokenOf, policy: NetworkPolicy): number | undefined {
  const rules = podPort.pods.flatMap((pod) => rulesOpening(podPort, pod, policy));
  const index = policy.ingress.findIndex((rule) => rule.ports.length > 0 && rules.includes(rule));
  return index === -1 ? undefined : index;
}

/**
 * Whether what all policies together deny on the port is to be said of this one. Of those that are judged in a run, each
 * speaks that opens the port to somebody; if there is none, the first that is written for some pods and not for all.
 */
export function speaksFor(
  podPort: SpokenOf,
  policy: NetworkPolicy,
  { policies, judged }: { readonly policies: readonly NetworkPolicy[]; readonly judged: ReadonlySet<string> },
): boolean {
  if (openingRuleIndex(podPort, policy) !== undefined) return true;
  const others = policies.filter(
    (other) =>
      other !== policy &&
      other.isolates.includes('ingress') &&
      judged.has(qualifiedName(other)) &&
      podPort.pods.some((pod) => selectsPod(other, pod)),
  );
  return others.every(
    (other) => openingRuleIndex(podPort, other) === undefined && rankOf(policy) < rankOf(other),
  );
}

/** Text that is less for the policy that is to speak first. */
function rankOf({ podSelector, ingress, name }: NetworkPolicy): string {
  return `${podSelector.isEmpty ? 1 : 0}${ingress.length === 0 ? 1 : 0} ${name}`;
}

import { qualifiedName } from '../../model/identity.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { selectsPod } from '../selecting.ts';
import { dnsEntryOf } from './miss.ts';

/** The policies of a namespace, and which of all policies are judged in the run, as `namespace/name`. */
export interface Chorus {
  readonly policies: readonly NetworkPolicy[];
  readonly judged: ReadonlySet<string>;
}

/**
 * Whether it is to be said of this policy that all policies together cut the pod off from DNS. Of those that are judged in
 * a run one speaks: rather one with a rule for DNS, one that is written for some pods, one that allows anything at all; of
 * equals the first by name.
 */
export function speaksForDns(policy: NetworkPolicy, pod: Pod, { policies, judged }: Chorus): boolean {
  const rank = rankOf(policy);
  return !policies.some(
    (other) =>
      other.isolates.includes('egress') &&
      judged.has(qualifiedName(other)) &&
      rankOf(other) < rank &&
      selectsPod(other, pod),
  );
}

/** Text that is less for the policy that is to speak first. */
const rankOf = rememberedOf(({ egress, podSelector, name }: NetworkPolicy): string => {
  const isForDns = egress.some((rule) => dnsEntryOf(rule) !== undefined);
  const marks = [isForDns, !podSelector.isEmpty, egress.length > 0];
  return `${marks.map((mark) => (mark ? 0 : 1)).join('')} ${name}`;
});

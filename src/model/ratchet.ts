import type { ValidationContext } from './keywords/check.ts';
import { selectorProblems } from './keywords/selector.ts';
import type { NetworkPolicyObject, RuleObject } from './networkpolicy-object.ts';
import { isDecodable } from './validate-networkpolicy.ts';

const nothingKnown: ReadonlySet<string> = new Set();

/**
 * What the previous object of an update excuses (KEP-4858 for CIDRs): texts of CIDRs that it has anywhere, and label
 * values in selectors when its own podSelector is invalid for any reason. A previous value that no API server can have
 * stored excuses nothing.
 */
export function contextOf(strictCidr: boolean, previous: unknown): ValidationContext {
  const strict = { strictCidr, previous: undefined, knownCidrs: nothingKnown, keepsLabelValues: false };
  if (previous === undefined || previous === null || !isDecodable(previous)) return strict;
  return {
    strictCidr,
    previous,
    knownCidrs: cidrTexts(previous),
    keepsLabelValues: selectorProblems(previous.spec?.podSelector ?? {}, strict).length > 0,
  };
}

/** Every CIDR that the policy has anywhere, as written; a block without one counts as the empty text. */
function cidrTexts({ spec }: NetworkPolicyObject): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const rule of spec?.ingress ?? []) addCidrTexts(rule?.from, texts);
  for (const rule of spec?.egress ?? []) addCidrTexts(rule?.to, texts);
  return texts;
}

function addCidrTexts(peers: RuleObject['from'], texts: Set<string>): void {
  for (const peer of peers ?? []) {
    const block = peer?.ipBlock ?? {};
    texts.add(block.cidr ?? '');
    for (const except of block.except ?? []) texts.add(except ?? '');
  }
}

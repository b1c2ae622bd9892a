import { cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { type AddressRange, bitsOf, type Family, formatAddress } from '../model/address.ts';
import { type NetworkPolicy, type PolicyRule, rulesOf } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachPeer, type PlacedPeer } from '../model/policy-parts.ts';
import { podsWithAddresses } from '../semantics/pod-addresses.ts';
import { isSubsetOfPorts } from '../semantics/port-set.ts';
import { portTermsOf } from '../semantics/port-terms.ts';

type Known = Facts<'comparable', 'pods' | 'policies'>;

/** NP307: a block for the whole of one family says nothing about the other. */
export const oneIpFamily = defineRule({
  code: 'NP307',
  name: 'one-ip-family',
  severity: 'warning',
  confidence: 'likely',
  summary: '0.0.0.0/0 without ::/0, or the reverse, where both families are used.',
  needs: ['comparable'],
  uses: ['pods', 'policies'],
  *check(facts) {
    for (const placed of eachPeer(facts.comparable)) {
      const world = facts.comparable.isolates.includes(placed.direction) ? worldOf(placed) : undefined;
      if (world === undefined) continue;
      const missing = world.family === 4 ? 6 : 4;
      if (isConsidered(missing, placed, facts)) continue;
      const use = useOf(missing, facts);
      if (use === 'unknown') yield cannotTell(`whether the pods have IPv${missing} addresses is not known`);
      else if (use !== 'none') yield draft(world, missing, use, placed.path);
    }
  },
});

function draft({ text }: AddressRange, missing: Family, { shownBy }: Use, peer: Path): Draft {
  const counterpart = missing === 4 ? '0.0.0.0/0' : "'::/0'";
  return {
    path: [...peer, 'ipBlock', 'cidr'],
    message: `${text} leaves out IPv${missing}, and ${shownBy}`,
    help: `add the peer ipBlock: {cidr: ${counterpart}} unless IPv${missing} is to stay closed`,
  };
}

function worldOf({ peer }: PlacedPeer): AddressRange | undefined {
  return peer.kind === 'ipBlock' && prefixLengthOf(peer.cidr) === 0 ? peer.cidr : undefined;
}

function prefixLengthOf({ family, first, last }: AddressRange): number {
  return bitsOf(family) - (last - first).toString(2).length;
}

/** In the same rule by any block, elsewhere by one that is the internet; 2000::/3 is all of it that is in use. */
function isConsidered(
  missing: Family,
  { direction, rule }: PlacedPeer,
  { comparable: policy, policies }: Known,
): boolean {
  if (rule.peers.some((peer) => peer.kind === 'ipBlock' && peer.cidr.family === missing)) return true;
  const others = (policies?.in(policy.namespace) ?? []).filter(({ name }) => name !== policy.name);
  return [policy, ...others].some(
    (each) =>
      each.isolates.includes(direction) &&
      rulesOf(each, direction).some((other) => reachesWorld(other, missing) && hasPortsOf(other, rule)),
  );
}

function reachesWorld({ peers }: PolicyRule, family: Family): boolean {
  if (peers.length === 0) return true;
  return peers.some(
    (peer) => peer.kind === 'ipBlock' && peer.cidr.family === family && prefixLengthOf(peer.cidr) <= 3,
  );
}

function hasPortsOf(other: PolicyRule, rule: PolicyRule): boolean {
  const [wide, narrow] = [portTermsOf(other.ports), portTermsOf(rule.ports)];
  return (
    isSubsetOfPorts(narrow.numbers, wide.numbers) && narrow.names.every((name) => wide.names.includes(name))
  );
}

/** What shows that a family is used, as a clause. */
interface Use {
  readonly shownBy: string;
}

/** Pods decide if their addresses are known, else the policy itself. */
function useOf(family: Family, { comparable: policy, pods }: Known): Use | 'none' | 'unknown' {
  const sample = pods === undefined ? [] : podsWithAddresses(policy, pods);
  for (const { name, addresses } of sample) {
    const address = addresses.find((each) => each.family === family);
    if (address !== undefined) return { shownBy: `pod ${name} has ${formatAddress(address)}` };
  }
  if (sample.length > 0) return 'none';
  const range = blockOf(family, policy);
  return range === undefined ? 'unknown' : { shownBy: `another rule names ${range.text}` };
}

function blockOf(family: Family, policy: NetworkPolicy): AddressRange | undefined {
  for (const { peer } of eachPeer(policy)) {
    if (peer.kind === 'ipBlock' && peer.cidr.family === family) return peer.cidr;
  }
  return undefined;
}

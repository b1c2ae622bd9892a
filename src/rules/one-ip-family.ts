import { cannotTell, type CannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { type AddressRange, type Family, formatAddress } from '../model/address.ts';
import {
  type Direction,
  type NetworkPolicy,
  type Peer,
  peersField,
  type PolicyPort,
} from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachPeer, eachRule } from '../model/policy-parts.ts';
import type { Service } from '../model/service.ts';
import { matching } from '../semantics/matching.ts';
import { podsBehind } from '../semantics/services/service-targets.ts';
import { podsWithAddresses } from '../semantics/addresses/pod-addresses.ts';
import { isSubsetOfPorts } from '../semantics/sets/port-set.ts';
import { type PortTerms, portTermsOf } from '../semantics/ports/port-terms.ts';
import { portsToWorld, prefixLengthOf } from '../semantics/addresses/world.ts';

type Known = Facts<'comparable', 'pods' | 'policies' | 'services'>;

/** NP307: a block for the whole of one family says nothing about the other. */
export const oneIpFamily = defineRule({
  code: 'NP307',
  name: 'one-ip-family',
  severity: 'warning',
  confidence: 'likely',
  summary: '0.0.0.0/0 without ::/0, or the reverse, where both families are used.',
  needs: ['comparable', 'intact'],
  uses: ['pods', 'policies', 'services'],
  *check(facts) {
    if (!eachPeer(facts.comparable).some(({ peer }) => isWorld(peer))) return;
    for (const direction of facts.comparable.isolates) {
      for (const family of [4, 6] as const) yield* worldsAlone(direction, family, facts);
    }
  },
});

function isWorld(peer: Peer): boolean {
  return peer.kind === 'ipBlock' && prefixLengthOf(peer.cidr) === 0;
}

function* worldsAlone(direction: Direction, family: Family, facts: Known): Iterable<Draft | CannotTell> {
  const missing = family === 4 ? 6 : 4;
  const worlds = loneWorlds(family, direction, facts.comparable);
  if (worlds.length === 0) return;
  const open = portsToWorld(missing, direction, policiesOf(facts));
  const alone = worlds.filter(({ ports }) => !areWithin(portTermsOf(ports), open));
  if (alone.length === 0) return;
  const use = useOf(missing, facts);
  if (use === 'unknown') yield cannotTell(`whether the pods have IPv${missing} addresses is not known`);
  else if (use !== 'none') for (const world of alone) yield draft(world, missing, use);
}

function draft({ text, path }: LoneWorld, missing: Family, { shownBy }: Use): Draft {
  const counterpart = missing === 4 ? '0.0.0.0/0' : "'::/0'";
  return {
    path,
    message: `${text} leaves out IPv${missing}, and ${shownBy}`,
    help: `add the peer ipBlock: {cidr: ${counterpart}} unless IPv${missing} is to stay closed`,
  };
}

/** A block for all of a family, in a rule without any block of the other. */
interface LoneWorld {
  readonly text: string;
  readonly path: Path;
  readonly ports: readonly PolicyPort[];
}

function loneWorlds(family: Family, direction: Direction, policy: NetworkPolicy): readonly LoneWorld[] {
  return eachRule(policy).flatMap(({ direction: its, rule, path }) => {
    const ranges = rule.peers.map((peer) => (peer.kind === 'ipBlock' ? peer.cidr : undefined));
    const at = ranges.findIndex((range) => range?.family === family && prefixLengthOf(range) === 0);
    const text = ranges[at]?.text;
    if (its !== direction || text === undefined) return [];
    if (ranges.some((range) => range !== undefined && range.family !== family)) return [];
    return [{ text, path: [...path, peersField(direction), at, 'ipBlock', 'cidr'], ports: rule.ports }];
  });
}

function policiesOf({ comparable: policy, policies }: Known): readonly NetworkPolicy[] {
  const others = policies?.in(policy.namespace) ?? [];
  return [policy, ...others.filter(({ name }) => name !== policy.name)];
}

function areWithin(ports: PortTerms, others: PortTerms): boolean {
  return (
    isSubsetOfPorts(ports.numbers, others.numbers) && ports.names.every((name) => others.names.includes(name))
  );
}

/** What shows that a family is used, as a clause. */
interface Use {
  readonly shownBy: string;
}

/** Pods decide if their addresses are known, else a Service that leads to them, or the policy itself. */
function useOf(family: Family, facts: Known): Use | 'none' | 'unknown' {
  const { comparable: policy, pods } = facts;
  const sample = pods === undefined ? [] : podsWithAddresses(policy, pods);
  for (const { name, addresses } of sample) {
    const address = addresses.find((each) => each.family === family);
    if (address !== undefined) return { shownBy: `pod ${name} has ${formatAddress(address)}` };
  }
  if (sample.length > 0) return 'none';
  const service = dualStackService(facts);
  if (service !== undefined) return { shownBy: `Service ${service.name} requires both IPv4 and IPv6` };
  const range = blockOf(family, policy);
  return range === undefined ? 'unknown' : { shownBy: `another rule names ${range.text}` };
}

function dualStackService({ comparable: policy, pods, services }: Known): Service | undefined {
  const { namespace, podSelector } = policy;
  const candidates = (services?.in(namespace) ?? []).filter(({ dualStack }) => dualStack === true);
  if (candidates.length === 0 || pods === undefined) return undefined;
  const selected = matching(podSelector, pods.in(namespace));
  return candidates.find((service) => podsBehind(service, selected).length > 0);
}

function blockOf(family: Family, policy: NetworkPolicy): AddressRange | undefined {
  for (const { peer } of eachPeer(policy)) {
    if (peer.kind === 'ipBlock' && peer.cidr.family === family) return peer.cidr;
  }
  return undefined;
}

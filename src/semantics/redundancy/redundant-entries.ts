import { type Direction, type NetworkPolicy, type PolicyRule, rulesOf } from '../../model/networkpolicy.ts';
import { everything } from '../../model/selector.ts';
import { areGrantsCovered, type Effort, newEffort } from './coverage.ts';
import { enclosing } from './enclosing.ts';
import { admitsExample, exampleOf } from '../example-pod.ts';
import { type Grant, grantsOf, isEmptyGrant } from './grant.ts';
import { peerTermOf, peerTermsOf } from '../policy-terms.ts';
import { isSubsetOfPorts, noPorts, portsInSeveral } from '../sets/port-set.ts';
import { portTermsOf } from '../ports/port-terms.ts';
import { matchesEverything } from '../sets/selector-set.ts';

/** An entry of a list that the others make superfluous, whatever pods exist. */
export interface RedundantEntry {
  readonly index: number;
  /** The entries that cover it, none of which is itself called redundant; ascending. */
  readonly coveredBy: readonly number[];
}

/** The peers of a rule that another peer of it covers alone. Of equals the first stays; peers that match nothing stay. */
export function redundantPeers({ peers }: PolicyRule, namespace: string): readonly RedundantEntry[] {
  if (peers.length < 2) return [];
  const entries = peers.map((peer) =>
    grantsOf(matchesEverything, { peer: peerTermOf(peer, namespace), ports: everyPortTerm }),
  );
  return coveredByOne(entries, enclosing(entries));
}

const everyPortTerm = portTermsOf([]);

/** Any one peer: which one makes no difference where ports are compared. */
const somePeer = peerTermOf({ kind: 'pods', podSelector: everything, namespaceSelector: everything }, '');

/** The port entries of a rule that another entry of it covers alone. Of equals the first stays. */
export function redundantPorts({ ports }: PolicyRule): readonly RedundantEntry[] {
  const byProtocol = Map.groupBy(ports.keys(), (index) => ports[index]?.protocol);
  if (byProtocol.size === ports.length) return [];
  const entries = ports.map((port) =>
    grantsOf(matchesEverything, { peer: somePeer, ports: portTermsOf([port]) }),
  );
  const candidates = ports.map(({ protocol }) => byProtocol.get(protocol) ?? []);
  return coveredByOne(entries, candidates);
}

/**
 * The rules of a direction that the others cover together, those left aside that are `unsteady`. Of equals the first stays;
 * rules that grant nothing stay.
 */
export function redundantRules(
  policy: NetworkPolicy,
  direction: Direction,
  unsteady: ReadonlySet<number> = new Set(),
): readonly RedundantEntry[] {
  const rules = rulesOf(policy, direction);
  const ports = rules.map((rule) => portTermsOf(rule.ports));
  // Only ports that several rules have can be covered; a port name covers no number.
  const shared = portsInSeveral(ports.map(({ numbers }) => numbers));
  const effort = newEffort();
  const candidates = [...rules.keys()].filter(
    (index) =>
      isSubsetOfPorts(ports[index]?.numbers ?? noPorts, shared) &&
      !standsAlone(rules, index, policy.namespace, effort),
  );
  if (candidates.length === 0) return [];
  const entries = rules.map((rule, index) =>
    peerTermsOf(rule, policy.namespace).flatMap((peer) =>
      grantsOf(matchesEverything, { peer, ports: ports[index] ?? everyPortTerm }),
    ),
  );
  return coveredTogether(entries, candidates, unsteady);
}

/** Whether the rule admits a pod that no other one does: one example spares the proof. */
function standsAlone(
  rules: readonly PolicyRule[],
  index: number,
  namespace: string,
  effort: Effort,
): boolean {
  const peer = rules[index]?.peers.find((each) => each.kind === 'pods');
  const pod = peer === undefined ? undefined : exampleOf(peer, namespace);
  if (pod === undefined) return false;
  return rules.every(({ peers }, other) => {
    effort.left -= peers.length;
    return effort.left >= 0 && (other === index || !admitsExample(peers, pod, namespace));
  });
}

function coveredTogether(
  entries: readonly (readonly Grant[])[],
  candidates: readonly number[],
  unsteady: ReadonlySet<number>,
): readonly RedundantEntry[] {
  const effort = newEffort();
  const kept = new Set(entries.keys());
  const covering = (index: number): readonly number[] =>
    [...kept].filter((other) => other !== index && !unsteady.has(other));
  for (const index of candidates.toReversed()) {
    if (effort.left < 0) break;
    if (isCoveredBy(entries, index, covering(index), effort)) kept.delete(index);
  }
  return candidates
    .filter((index) => !kept.has(index))
    .map((index) => ({ index, coveredBy: fewest(entries, index, covering(index), effort) }));
}

function isCoveredBy(
  entries: readonly (readonly Grant[])[],
  index: number,
  others: readonly number[],
  effort: Effort,
): boolean {
  const grants = entries[index] ?? [];
  if (effort.left < 0 || grants.every(isEmptyGrant)) return false;
  return areGrantsCovered(
    grants,
    others.flatMap((other) => entries[other] ?? []),
    effort,
  );
}

/** Leaves out what is not needed, the last ones first. */
function fewest(
  entries: readonly (readonly Grant[])[],
  index: number,
  others: readonly number[],
  effort: Effort,
): readonly number[] {
  const alone = others.find((other) => isCoveredBy(entries, index, [other], effort));
  if (alone !== undefined) return [alone];
  return others.toReversed().reduce((needed, candidate) => {
    const rest = needed.filter((other) => other !== candidate);
    return isCoveredBy(entries, index, rest, effort) ? rest : needed;
  }, others);
}

/** `candidates` are by index of an entry those that could cover it, ascending. */
function coveredByOne(
  entries: readonly (readonly Grant[])[],
  candidates: readonly (readonly number[])[],
): readonly RedundantEntry[] {
  const effort = newEffort();
  const covers = (index: number, other: number): boolean =>
    other !== index && kept.has(other) && isCoveredBy(entries, index, [other], effort);
  const kept = new Set(entries.keys());
  for (const index of [...entries.keys()].reverse()) {
    if (candidates[index]?.some((other) => covers(index, other)) === true) kept.delete(index);
  }
  return [...entries.keys()].flatMap((index): readonly RedundantEntry[] => {
    if (kept.has(index)) return [];
    const cover = candidates[index]?.find((other) => covers(index, other));
    return cover === undefined ? [] : [{ index, coveredBy: [cover] }];
  });
}

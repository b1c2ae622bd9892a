import { listAt } from '../../model/json.ts';
import { type Direction, type NetworkPolicy, type PolicyRule, rulesOf } from '../../model/networkpolicy.ts';
import { judgeSplitPeers, type SplitFacts, splitPairs } from './split-peers.ts';
import { likelySplitPorts, type SplitPorts } from './split-ports.ts';
import { likelySplits } from './split-rules.ts';

/** What shows whether a list was meant as it is: the document as typed, and the pods and namespaces that there are. */
export interface SlipFacts extends SplitFacts {
  readonly raw: { readonly value: unknown } | undefined;
}

/**
 * The rules of a direction, by their positions, that are likely wider than they were meant because of a dash too many. What
 * they allow they may allow no more when that is repaired, so nothing can be left to them.
 */
export function slippedRules(
  policy: NetworkPolicy,
  direction: Direction,
  facts: SlipFacts,
): ReadonlySet<number> {
  const halves = likelySplits(policy, direction, facts.raw?.value).flatMap(({ peers, ports }) => [
    peers,
    ports,
  ]);
  const rules = [...rulesOf(policy, direction).entries()];
  const slipped = rules.filter(
    ([index, rule]) =>
      slippedPeers(rule, policy, facts).size > 0 || slippedPorts(rule, direction, index, facts).length > 0,
  );
  return new Set([...halves, ...slipped.map(([index]) => index)]);
}

/** The peers of a rule, by their positions, that were likely meant as one with their neighbour. */
export function slippedPeers(
  { peers }: PolicyRule,
  policy: NetworkPolicy,
  facts: SlipFacts,
): ReadonlySet<number> {
  const pairs = splitPairs(peers).filter(
    (pair, index) => index >= mostPairs || judgeSplitPeers(pair, peers, policy, facts) !== 'meant',
  );
  return new Set(pairs.flatMap(({ pods, namespaces }) => [pods, namespaces]));
}

/** Each is looked for among every pod of the cluster; of more it is not known whether they were meant. */
const mostPairs = 50;

/** The port entries of a rule that were likely meant as one. */
export function slippedPorts(
  rule: PolicyRule,
  direction: Direction,
  index: number,
  { raw }: Pick<SlipFacts, 'raw'>,
): readonly SplitPorts[] {
  return likelySplitPorts(
    rule,
    raw === undefined ? undefined : listAt(raw.value, 'spec', direction, index, 'ports'),
  );
}

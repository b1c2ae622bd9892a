import { mergeItems } from '../lint/merge-items.ts';
import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import {
  type Direction,
  directions,
  peersField,
  rulesOf,
  type NetworkPolicy,
} from '../model/networkpolicy.ts';
import { eachRule, type PlacedRule } from '../model/policy-parts.ts';
import { isForApiServer } from '../semantics/api-server/webhook-ports.ts';
import { describePort } from '../semantics/remainder.ts';
import { slippedPorts } from '../semantics/slips/slips.ts';
import { likelySplits, type SplitRules } from '../semantics/slips/split-rules.ts';
import { describePeer } from '../semantics/words.ts';

type Known = Facts<'comparable', 'raw' | 'callbacks' | 'services' | 'pods'>;

/** NP113: a dash too many turns "these peers on these ports" into "these peers, and everyone on these ports". */
export const splitRule = defineRule({
  code: 'NP113',
  name: 'split-rule',
  severity: 'warning',
  confidence: 'likely',
  summary: 'Peers and ports as two rules, or protocol and port as two entries, where one was likely meant.',
  needs: ['comparable', 'intact'],
  uses: ['raw', 'callbacks', 'services', 'pods'],
  *check(facts) {
    yield* amongRules(facts);
    for (const place of eachRule(facts.comparable)) {
      if (facts.comparable.isolates.includes(place.direction)) yield* amongPorts(place, facts);
    }
  },
});

function* amongRules(facts: Known): Iterable<Draft> {
  const { comparable: policy, raw } = facts;
  const places = directions
    .flatMap((direction) => likelySplits(policy, direction, raw?.value).map((pair) => ({ pair, direction })))
    .filter(({ pair, direction }) => pair.likelihood === 'likely' || !isForWebhook(pair, direction, facts));
  // Who is shown to have made the mistake in one direction made it in the other.
  const isSure = places.some(({ pair }) => pair.likelihood === 'likely');
  for (const { pair, direction } of places) {
    yield { ...ofRules(pair, direction, policy), confidence: isSure ? 'likely' : 'possible' };
  }
}

/** Whether the rule with the ports lets in the API server, which no peer can name. */
function isForWebhook({ ports }: SplitRules, direction: Direction, facts: Known): boolean {
  const rule = direction === 'ingress' ? facts.comparable.ingress[ports] : undefined;
  return rule !== undefined && isForApiServer(rule, facts.comparable, facts);
}

function ofRules({ peers, ports }: SplitRules, direction: Direction, policy: NetworkPolicy): Draft {
  const list = ['spec', direction];
  const rules = rulesOf(policy, direction);
  const field = peersField(direction);
  const whom = enumerate(
    (rules[peers]?.peers ?? []).map((peer) => describePeer(peer, policy.namespace)),
    1,
  );
  const where = enumerate((rules[ports]?.ports ?? []).map(describePort));
  const [first, second] = peers < ports ? [peers, ports] : [ports, peers];
  const moved = second === ports ? 'ports' : field;
  return {
    path: [...list, second],
    message: `two rules, not one: ${whom} on every port, and everyone on ${where}`,
    help: `if ${whom} on ${where} and no more is meant, put both into one rule: delete the dash before ${moved}`,
    fix: mergeItems(list, first, second, moved),
  };
}

function* amongPorts({ direction, rule, path }: PlacedRule, { raw }: Known): Iterable<Draft> {
  const list = [...path, 'ports'];
  for (const pair of slippedPorts(rule, direction, Number(path.at(-1)), { raw })) {
    const [port, protocol] = [rule.ports[pair.port], rule.ports[pair.protocol]];
    if (port === undefined || protocol === undefined) continue;
    yield {
      path: [...list, Math.max(pair.port, pair.protocol)],
      confidence: raw === undefined ? 'possible' : 'likely',
      message: `two entries, not one: ${describePort(protocol)}, and ${describePort(port)}`,
      help: `if only ${describePort({ ...port, protocol: protocol.protocol })} is meant, put protocol and port into one entry: delete the second dash`,
      fix: mergeItems(list, pair.port, pair.protocol, 'protocol'),
    };
  }
}

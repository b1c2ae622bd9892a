import { mergeItems } from '../lint/merge-items.ts';
import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import type { Confidence } from '../lint/severity.ts';
import { enumerate } from '../lint/text.ts';
import { hasField, listAt, valueAt } from '../model/json.ts';
import { directions, peersField, rulesOf, type NetworkPolicy } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule, type PlacedRule } from '../model/policy-parts.ts';
import { describePort } from '../semantics/remainder.ts';
import { splitDnsPorts, splitPorts } from '../semantics/split-ports.ts';
import { judgeSplit, type SplitRules, splitRules } from '../semantics/split-rules.ts';
import { describePeer } from '../semantics/words.ts';

type Known = Facts<'comparable', 'raw'>;

/** NP113: a dash too many turns "these peers on these ports" into "these peers, and everyone on these ports". */
export const splitRule = defineRule({
  code: 'NP113',
  name: 'split-rule',
  severity: 'warning',
  confidence: 'likely',
  summary: 'Peers and ports as two rules, or protocol and port as two entries, where one was likely meant.',
  needs: ['comparable', 'intact'],
  uses: ['raw'],
  *check(facts) {
    yield* amongRules(facts);
    for (const place of eachRule(facts.comparable)) {
      if (facts.comparable.isolates.includes(place.direction)) yield* amongPorts(place, facts);
    }
  },
});

interface Place extends SplitRules {
  /** `spec.ingress` or `spec.egress`. */
  readonly list: Path;
  readonly confidence: Confidence;
}

function* amongRules({ comparable: policy, raw }: Known): Iterable<Draft> {
  const places = directions
    .flatMap((direction) => splitPlaces(policy, direction))
    .filter((place) => raw === undefined || !isTypedWhole(place, raw.value));
  // Who is shown to have made the mistake in one direction made it in the other.
  const isSure = places.some(({ confidence }) => confidence === 'likely');
  for (const place of places) yield ofRules({ ...place, confidence: isSure ? 'likely' : 'possible' }, policy);
}

function splitPlaces(policy: NetworkPolicy, direction: PlacedRule['direction']): readonly Place[] {
  if (!policy.isolates.includes(direction)) return [];
  return splitRules(rulesOf(policy, direction)).flatMap((pair) => {
    const confidence = judgeSplit(pair, direction, policy);
    return confidence === 'meant' ? [] : [{ ...pair, list: ['spec', direction], confidence }];
  });
}

/** An empty list of peers or ports, written out, shows that its rule was meant to stand alone. */
function isTypedWhole({ peers, ports, list }: Place, document: unknown): boolean {
  const typed = (index: number): unknown => valueAt(document, ...list, index);
  return hasField(typed(peers), 'ports') || hasField(typed(ports), 'from') || hasField(typed(ports), 'to');
}

function ofRules({ peers, ports, list, confidence }: Place, policy: NetworkPolicy): Draft {
  const [, direction] = list as ['spec', PlacedRule['direction']];
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
    confidence,
    message: `two rules, not one: ${whom} on every port, and everyone on ${where}`,
    help: `if ${whom} on ${where} and no more is meant, put both into one rule: delete the dash before ${moved}`,
    fix: mergeItems(list, first, second, moved),
  };
}

function* amongPorts({ rule, path }: PlacedRule, { raw }: Known): Iterable<Draft> {
  const list = [...path, 'ports'];
  const pairs = raw === undefined ? splitDnsPorts(rule.ports) : splitPorts(listAt(raw.value, ...list));
  for (const pair of pairs) {
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

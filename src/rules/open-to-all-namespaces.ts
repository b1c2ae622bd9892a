import { defineRule } from '../lint/rule.ts';
import { isJsonObject, valueAt } from '../model/json.ts';
import { type Direction, peersField, type PolicyRule } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule } from '../model/policy-parts.ts';
import { meansEveryPod } from '../semantics/peers/opening.ts';
import { splitPairs } from '../semantics/slips/split-peers.ts';
import { areDnsOnly, isWebPort } from '../semantics/ports/usual-ports.ts';

/** NP202: an empty namespaceSelector is the whole cluster and nothing beyond it; people write it for "anywhere". */
export const openToAllNamespaces = defineRule({
  code: 'NP202',
  name: 'open-to-all-namespaces',
  severity: 'info',
  confidence: 'certain',
  summary: 'A peer that means every pod of every namespace, but no address outside the cluster.',
  needs: ['intact'],
  uses: ['raw'],
  *check({ intact: policy, raw }) {
    // A policy that is called allow-from-all-namespaces says what it does.
    if (/\b(all|any|every)-(namespaces?|ns)\b/.test(policy.name)) return;
    for (const { direction, rule, path } of eachRule(policy)) {
      if (!policy.isolates.includes(direction) || !isUnusual(rule)) continue;
      const field = peersField(direction);
      const split = splitPeers(rule);
      for (const [index, peer] of rule.peers.entries()) {
        const place = [...path, field, index];
        if (!meansEveryPod(peer) || split.has(index) || isLeftBlank(raw?.value, place)) continue;
        yield {
          path: place,
          message: `${field}[${index}] means every pod of every namespace, and no address outside the cluster`,
          help: adviceFor(direction, rule),
        };
      }
    }
  },
});

/** Whether labels of the namespaces or of the pods are still to be written, of which NP109 speaks. */
function isLeftBlank(document: unknown, peer: Path): boolean {
  return ['namespaceSelector', 'podSelector'].some((field) => {
    const selector = valueAt(document, ...peer, field);
    return selector === null || (isJsonObject(selector) && Object.values(selector).includes(null));
  });
}

/** DNS is for every namespace, and who writes addresses beside it does not take it for them. */
function isUnusual({ peers, ports }: PolicyRule): boolean {
  return !areDnsOnly(ports) && !peers.some(({ kind }) => kind === 'ipBlock');
}

/** The peers that were likely meant as one with a neighbour, of which NP201 speaks. */
function splitPeers({ peers }: PolicyRule): ReadonlySet<number> {
  const pairs = splitPairs(peers).filter(({ pods }) => {
    const other = peers[pods];
    return other?.kind === 'pods' && other.podSelector?.isEmpty === false;
  });
  return new Set(pairs.map(({ namespaces }) => namespaces));
}

function adviceFor(direction: Direction, { ports }: PolicyRule): string {
  const named = 'name the namespaces, by kubernetes.io/metadata.name';
  const outside = 'write ipBlock: {cidr: 0.0.0.0/0}';
  if (direction === 'ingress') return `${named}, or ${outside} if clients outside are meant`;
  return ports.some(isWebPort)
    ? `${outside} if servers outside are meant, or ${named}`
    : `${named}, or ${outside} if servers outside are meant`;
}

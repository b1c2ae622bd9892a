import { defineRule } from '../lint/rule.ts';
import { count } from '../model/prose.ts';
import type { ConnectionChange, Delta } from '../semantics/engine/delta.ts';
import type { EndpointGroup } from '../semantics/engine/endpoint-group.ts';
import { describeGroup } from '../semantics/effect-words.ts';
import { describePorts, hasPort, noPorts } from '../semantics/sets/port-set.ts';

/**
 * NP602: connections that were allowed and no longer are. What pods lose because they are isolated for the first time is
 * the purpose of a policy, and NP601 says it.
 */
export const cutsConnections = defineRule({
  code: 'NP602',
  name: 'cuts-connections',
  severity: 'warning',
  confidence: 'likely',
  summary: 'Connections between isolated pods that a policy allowed and that this change takes away.',
  needs: ['delta'],
  *check({ delta }) {
    const cut = delta.connections.filter(
      (change) => change.lost !== noPorts && !isFirstIsolation(change, delta),
    );
    const [worst, ...others] = cut.sort((a, b) => weight(b) - weight(a));
    if (worst === undefined) return;
    const more = others.length === 0 ? '' : `, and ${count(others.length, 'more connection')}`;
    yield {
      path: ['spec'],
      confidence: mayServe(worst) ? 'likely' : 'possible',
      message: `cuts ${describeGroup(worst.sources)} off from ${describeGroup(worst.destinations)} on ${describePorts(worst.lost)}${more}`,
      help: 'allow them in this policy or in another one before they are needed, or go on if they are meant to end',
    };
  },
});

/** Connections that may have been in use outweigh all others. */
function weight(change: ConnectionChange): number {
  const { sources, destinations } = change;
  const use = mayServe(change) ? 1e12 : 0;
  return use + Math.max(1, sources.podCount) * Math.max(1, destinations.podCount);
}

/** Whether what is lost may have been served: not by pods that all declare ports, and none of these. */
function mayServe({ destinations, lost }: ConnectionChange): boolean {
  const pods = destinations.sample(10);
  return (
    destinations.podCount === 0 ||
    !pods.every(({ ports }) => ports.length > 0) ||
    pods.some(({ ports }) => ports.some(({ protocol, port }) => hasPort(lost, protocol, port)))
  );
}

function isFirstIsolation({ sources, destinations }: ConnectionChange, { newlyIsolated }: Delta): boolean {
  return isPartOf(sources, newlyIsolated.egress) || isPartOf(destinations, newlyIsolated.ingress);
}

/** The pods of one end of a change are treated alike, so a few of them speak for all. */
function isPartOf(pods: EndpointGroup, others: EndpointGroup): boolean {
  return pods.podCount > 0 && others.podCount > 0 && pods.sample(10).every((pod) => others.has(pod));
}

import { defineRule, type Draft } from '../lint/rule.ts';
import { count } from '../model/prose.ts';
import { directions } from '../model/networkpolicy.ts';
import type { ConnectionChange, Delta } from '../semantics/engine/delta.ts';
import { describeGroup, isInternet } from '../semantics/effect-words.ts';
import { describePorts, noPorts } from '../semantics/sets/port-set.ts';

/** NP603: connections that become possible, and pods that are left without any isolation. */
export const opensConnections = defineRule({
  code: 'NP603',
  name: 'opens-connections',
  severity: 'info',
  confidence: 'likely',
  summary: 'Connections that this change makes possible.',
  needs: ['delta'],
  *check({ operation, delta }) {
    const gained = delta.connections.filter((change) => change.gained !== noPorts);
    // What isolated the pods and allowed everything kept nothing from them.
    if (gained.length === 0) return;
    const leftOpen = [...noLongerIsolated(delta, operation)];
    yield* leftOpen;
    if (leftOpen.length > 0) return;
    const [widest, ...others] = gained.sort((a, b) => weight(b) - weight(a));
    if (widest === undefined) return;
    const more = others.length === 0 ? '' : `, and ${count(others.length, 'more connection')}`;
    yield {
      path: ['spec'],
      severity: isExposed(widest) ? 'warning' : 'info',
      message: `lets ${describeGroup(widest.sources)} reach ${describeGroup(widest.destinations)} on ${describePorts(widest.gained)}${more}`,
      help: 'narrow the peers or the ports if that is more than is meant',
    };
  },
});

function* noLongerIsolated(delta: Delta, operation: string): Iterable<Draft> {
  for (const direction of directions) {
    const pods = delta.noLongerIsolated[direction];
    if (pods.podCount === 0) continue;
    yield {
      path: operation === 'DELETE' ? [] : ['spec'],
      severity: 'warning',
      message: `leaves ${describeGroup(pods)} open for ${direction}: no policy isolates them any more`,
      help: `put another policy in force first if ${direction} is to stay limited`,
    };
  }
}

function isExposed({ sources }: ConnectionChange): boolean {
  return isInternet(sources.addresses);
}

function weight(change: ConnectionChange): number {
  const exposure = isExposed(change) ? 1e12 : 0;
  return exposure + Math.max(1, change.sources.podCount) * Math.max(1, change.destinations.podCount);
}

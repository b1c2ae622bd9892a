import { type Direction, directions, type NetworkPolicy, rulesOf } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { selectsPod } from '../selecting.ts';
import type { Call } from './calls.ts';
import { isStray, type Surroundings } from './other-causes.ts';

/** So many peers and ports are compared with two pods for the price of one connection. */
const included = 200;

/**
 * For how many connections the judging of a call counts: as many as there are pairs of its pods, and several times that
 * where there is more to compare than people write. Tenants may have any number of policies with any number of peers.
 */
export function weightOf({ caller, callees }: Call, known: Surroundings): number {
  const [destination] = callees;
  const compared =
    sizeAt(caller.pods[0], 'egress', known) +
    (destination === undefined ? 0 : sizeAt(destination, 'ingress', known));
  return caller.pods.length * callees.length * Math.ceil((compared + 1) / included);
}

/** The peers and ports of the policies that are asked about a pod. */
function sizeAt(pod: Pod, direction: Direction, known: Surroundings): number {
  let size = 0;
  for (const policy of known.policies.in(pod.namespace)) {
    if (selectsPod(policy, pod) || isStray(policy, direction, known)) size += sizesOf(policy)[direction];
  }
  return size;
}

const sizesOf = rememberedOf((policy: NetworkPolicy) => {
  const [ingress = 0, egress = 0] = directions.map((direction) =>
    rulesOf(policy, direction).reduce((size, { peers, ports }) => size + 1 + peers.length + ports.length, 0),
  );
  return { ingress, egress };
});

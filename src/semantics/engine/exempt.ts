import { podKey, type Pod } from '../../model/pod.ts';
import { noAddresses } from '../sets/address-set.ts';
import {
  type BitSet,
  bitsFrom,
  eachBit,
  hasBit,
  intersectBits,
  isNoBits,
  meetBits,
  onlyBit,
  subtractBits,
} from '../sets/bitset.ts';
import type { Peers } from './reach.ts';
import type { EngineState } from './state.ts';

/**
 * Whether policies have no say between two pods: a pod reaches itself, and a pod and its own node, as which a
 * host-network pod appears, reach each other. Replicas of a workload are not the same pod.
 */
export function isExempt(one: Pod, other: Pod): boolean {
  const isSame = one.namespace === other.namespace && podKey(one) === podKey(other);
  if (isSame && one.origin === 'Pod') return true;
  if (!one.hostNetwork && !other.hostNetwork) return false;
  return one.node !== undefined && one.node === other.node;
}

/** Leaves out of either end what meets nothing but exempt endpoints there; undefined when nothing is left. */
export function withoutExempt(
  state: EngineState,
  near: BitSet,
  far: Peers,
): { readonly near: BitSet; readonly far: Peers } | undefined {
  const classes = without(state, near, far.classes);
  const nearLeft = far.addresses === noAddresses ? without(state, far.classes, near) : near;
  if (isNoBits(nearLeft) || (isNoBits(classes) && far.addresses === noAddresses)) return undefined;
  return { near: nearLeft, far: { classes, addresses: far.addresses } };
}

function without(state: EngineState, ends: BitSet, others: BitSet): BitSet {
  return withoutOwnNode(state, ends, withoutSelf(state, ends, others));
}

/** `others` without the class that `ends` consists of, if that is one pod which can only be itself. */
function withoutSelf(state: EngineState, ends: BitSet, others: BitSet): BitSet {
  const id = onlyBit(ends);
  if (id === undefined || !hasBit(others, id)) return others;
  const [only, another] = state.classes[id]?.members ?? [];
  if (only === undefined || another !== undefined || only.origin !== 'Pod') return others;
  return subtractBits(others, ends);
}

/** `others` without the host-network pods of the node that all of `ends` run on. */
function withoutOwnNode(state: EngineState, ends: BitSet, others: BitSet): BitSet {
  if (!meetBits(others, state.hostNetwork)) return others;
  const node = onlyNode(state, ends);
  if (node === undefined) return others;
  const hosts = [...eachBit(intersectBits(others, state.hostNetwork))];
  return subtractBits(others, bitsFrom(hosts.filter((id) => firstMember(state, id)?.node === node)));
}

function onlyNode(state: EngineState, ends: BitSet): string | undefined {
  let node: string | undefined;
  for (const id of eachBit(ends)) {
    for (const pod of state.classes[id]?.members ?? []) {
      node ??= pod.node;
      if (pod.node === undefined || pod.node !== node) return undefined;
    }
  }
  return node;
}

function firstMember(state: EngineState, id: number): Pod | undefined {
  const [first] = state.classes[id]?.members ?? [];
  return first;
}

import {
  type AddressPorts,
  areAddressPortsCovered,
  intersectAddressPorts,
  noAddressPorts,
  uniteAddressPorts,
} from '../sets/address-ports.ts';
import { noPorts } from '../sets/port-set.ts';
import { arePartsCovered, intersectParts, uniteParts } from './parts.ts';
import { type DestinationNames, type Part, type PolicyFunction, reach, reachAddresses } from './reach.ts';
import type { EngineState } from './state.ts';

/** What some policies admit: of classes, and of addresses. */
export interface Admitted {
  readonly parts: readonly Part[];
  readonly addresses: AddressPorts;
}

/** What a policy without rules admits. */
export const nothingAdmitted: Admitted = { parts: [], addresses: noAddressPorts };

/** What the function admits of all classes and addresses. */
export function admittedBy(state: EngineState, policies: PolicyFunction, names: DestinationNames): Admitted {
  const parts = reach(state, policies, state.all, names).filter(({ ports }) => ports !== noPorts);
  return { parts, addresses: reachAddresses(policies, names) };
}

/** What either admits. */
export function uniteAdmitted(one: Admitted, other: Admitted): Admitted {
  return {
    parts: uniteParts(one.parts, other.parts),
    addresses: uniteAddressPorts(one.addresses, other.addresses),
  };
}

/** What both admit. */
export function intersectAdmitted(one: Admitted, other: Admitted): Admitted {
  return {
    parts: intersectParts(one.parts, other.parts),
    addresses: intersectAddressPorts(one.addresses, other.addresses),
  };
}

/** Whether `other` admits all that `one` does. */
export function isAdmittedBy(one: Admitted, other: Admitted): boolean {
  return areAddressPortsCovered(one.addresses, other.addresses) && arePartsCovered(one.parts, other.parts);
}

import type { Protocol } from '../model/networkpolicy.ts';
import type { AllowTerm } from '../semantics/policy-terms.ts';
import {
  everyPort,
  intersectPorts,
  isSubsetOfPorts,
  noPorts,
  type PortSet,
  portsOf,
  subtractPorts,
} from '../semantics/sets/port-set.ts';
import { type PortTerms, unitePortTerms } from '../semantics/ports/port-terms.ts';
import { admits, type Representative } from './representative.ts';

/** Every port of every protocol. */
export const everything: PortTerms = { numbers: everyPort, names: [] };

/** No port by number or by name. */
export const nothing: PortTerms = { numbers: noPorts, names: [] };

/** Ports without names. */
export function onlyNumbers(numbers: PortSet): PortTerms {
  return numbers === noPorts ? nothing : { numbers, names: [] };
}

/** Whether there is nothing in them. */
export function isNoPorts({ numbers, names }: PortTerms): boolean {
  return numbers === noPorts && names.length === 0;
}

/** What the terms admit to or from that end for certain; without terms, where nothing isolates, everything. */
export function portsTowards(terms: readonly AllowTerm[] | undefined, end: Representative): PortTerms {
  if (terms === undefined) return everything;
  return terms
    .filter((term) => admits(term, end))
    .reduce((sum, { ports }) => unitePortTerms(sum, ports), nothing);
}

/** What both admit for certain: of a port name only what the other admits by the same name or as a whole. */
export function meetPortTerms(one: PortTerms, other: PortTerms): PortTerms {
  if (one === other || other === everything) return one;
  if (one === everything) return other;
  const names = [
    ...one.names.filter((name) => has(other, name)),
    ...other.names.filter((name) => has(one, name)),
  ];
  return { numbers: intersectPorts(one.numbers, other.numbers), names: [...new Set(names)].sort() };
}

/** What is in `one` and certainly not in `other`, a name being its own port. */
export function subtractPortTerms(one: PortTerms, other: PortTerms): PortTerms {
  return {
    numbers: subtractPorts(one.numbers, other.numbers),
    names: one.names.filter((name) => !has(other, name)),
  };
}

function has({ numbers, names }: PortTerms, name: string): boolean {
  const protocol = name.slice(0, name.indexOf('/')) as Protocol;
  return names.includes(name) || isSubsetOfPorts(portsOf(protocol), numbers);
}

import type { PolicyPort } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';
import {
  everyPort,
  intersectPorts,
  noPorts,
  portRange,
  portsOfEntry,
  type PortSet,
  unitePorts,
} from '../sets/port-set.ts';

/** The ports of a rule: numbers, and names that each destination pod resolves for itself. */
export interface PortTerms {
  readonly numbers: PortSet;
  /** As `TCP/http`, sorted, without repetition. */
  readonly names: readonly string[];
}

/** What the port names of a destination stand for, keyed by `TCP/http`; a name that is missing stands for nothing. */
export type PortNames = ReadonlyMap<string, PortSet>;

/** No port name at all, as of an address. */
export const noPortNames: PortNames = new Map();

/** The ports of a rule; without entries every port of every protocol. */
export const portTermsOf: (entries: readonly PolicyPort[]) => PortTerms = rememberedOf(readPortTerms);

function readPortTerms(entries: readonly PolicyPort[]): PortTerms {
  if (entries.length === 0) return { numbers: everyPort, names: [] };
  let numbers = noPorts;
  const names = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === 'named') names.add(`${entry.protocol}/${entry.name}`);
    else numbers = unitePorts(numbers, portsOfEntry(entry));
  }
  return { numbers, names: [...names].sort() };
}

/** What either rule has. */
export function unitePortTerms(one: PortTerms, other: PortTerms): PortTerms {
  return {
    numbers: unitePorts(one.numbers, other.numbers),
    names: [...new Set([...one.names, ...other.names])].sort(),
  };
}

/** Whether a number or a name is in both, whatever the names stand for. */
export function shareAPort(one: PortTerms, other: PortTerms): boolean {
  if (intersectPorts(one.numbers, other.numbers) !== noPorts) return true;
  return one.names.some((name) => other.names.includes(name));
}

/** The ports of the rule on a destination with these names. */
export function resolvePorts(terms: PortTerms, names: PortNames): PortSet {
  return terms.names.reduce((ports, name) => unitePorts(ports, names.get(name) ?? noPorts), terms.numbers);
}

/** Text that is equal for equal terms and no others. */
export function portTermsKey({ numbers, names }: PortTerms): string {
  return names.length === 0 ? String(numbers.id) : JSON.stringify([numbers.id, ...names]);
}

/** What the port names that a pod declares stand for: all numbers of the same name and protocol together. */
export function portNamesOf(pod: Pod): PortNames {
  const names = new Map<string, PortSet>();
  for (const { name, protocol, port } of pod.ports) {
    if (name === undefined) continue;
    const key = `${protocol}/${name}`;
    names.set(key, unitePorts(names.get(key) ?? noPorts, portRange(protocol, port, port)));
  }
  return names;
}

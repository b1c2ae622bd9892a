import type { Direction } from '../model/networkpolicy.ts';
import { rememberedOf } from '../model/remembered.ts';
import { type BitSet, bitsFrom, forEachBit } from '../semantics/sets/bitset.ts';
import type { AllowTerm, PolicyTerms } from '../semantics/policy-terms.ts';
import { type PortTerms, portTermsKey, unitePortTerms } from '../semantics/ports/port-terms.ts';
import { admits, admittedTerms, type Representative } from './representative.ts';
import { everything, nothing } from './symbolic-ports.ts';

/** What the policies of either end of a connection admit for certain; equal ports are one object. */
export interface AdmittedPorts {
  readonly egress: (source: number, destination: number) => PortTerms;
  readonly ingress: (source: number, destination: number) => PortTerms;
}

/** Equal ports become one object. */
export type Intern = (ports: PortTerms) => PortTerms;

/** Takes the first of equal ports for all; everything and nothing are the well-known ones. */
export function interning(): Intern {
  const known = new Map([everything, nothing].map((ports) => [portTermsKey(ports), ports]));
  return (ports) => {
    const key = portTermsKey(ports);
    const found = known.get(key);
    if (found === undefined) known.set(key, ports);
    return found ?? ports;
  };
}

/** What policies admit between ends, which are told by their indexes. */
export function admittedPorts(
  ends: readonly Representative[],
  policies: readonly PolicyTerms[],
  intern: Intern,
): AdmittedPorts {
  const admittedBy = rememberedOf((term: AllowTerm): BitSet =>
    bitsFrom([...ends.keys()].filter((index) => admits(term, ends[index] as Representative))),
  );
  const rows = (direction: Direction): readonly Row[] =>
    ends.map((end) => rowOf(admittedTerms(end, direction, policies), admittedBy, intern));
  const [egress, ingress] = [rows('egress'), rows('ingress')];
  return {
    egress: (source, destination) => portsIn(egress[source], destination),
    ingress: (source, destination) => portsIn(ingress[destination], source),
  };
}

/** Ports by the other end; undefined where no policy isolates. */
type Row = ReadonlyMap<number, PortTerms> | undefined;

function portsIn(row: Row, other: number): PortTerms {
  return row === undefined ? everything : (row.get(other) ?? nothing);
}

function rowOf(
  terms: readonly AllowTerm[] | undefined,
  admittedBy: (term: AllowTerm) => BitSet,
  intern: Intern,
): Row {
  if (terms === undefined) return undefined;
  const row = new Map<number, PortTerms>();
  for (const term of terms) {
    const ports = intern(term.ports);
    forEachBit(admittedBy(term), (end) => {
      const before = row.get(end);
      if (before === ports) return;
      row.set(end, before === undefined ? ports : intern(unitePortTerms(before, ports)));
    });
  }
  return row;
}

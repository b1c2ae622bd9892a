import type { Inventory } from '../model/inventory.ts';
import { type Direction, directions, type Protocol } from '../model/networkpolicy.ts';
import { type AddressSet, everyAddress, noAddresses, uniteAddresses } from '../semantics/address-set.ts';
import { type AllowTerm, compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { everyPort, intersectPorts, isSubsetOfPorts, noPorts, portsOf } from '../semantics/port-set.ts';
import { type PortTerms, portTermsKey, unitePortTerms } from '../semantics/port-terms.ts';
import type { ConnectivityMap } from './connectivity-map.ts';
import { divideAddresses } from './grid.ts';
import type { MapRow } from './map-row.ts';
import type { NamedEnds } from './naming.ts';
import { type Cell, rectanglesOf } from './rectangles.ts';
import {
  admits,
  admittedTerms,
  imaginaryPod,
  isWithin,
  type Representative,
  representativesOf,
} from './representative.ts';

/**
 * What policies mean for pods that nobody has shown: one imaginary pod for each selector, which has the labels that the
 * selector asks for and of which nothing else is known, any other pod, and the addresses outside. A policy applies to an
 * imaginary pod, and a peer admits it, when its labels imply that, whatever labels a real one has besides.
 */
export function exposureOf({ policies }: Pick<Inventory, 'policies'>): ConnectivityMap {
  const compiled = [...policies.all()].map((policy, id) => compilePolicy(policy, id));
  const pods = representativesOf(compiled);
  const outside = divideAddresses([everyAddress, ...compiled.flatMap(addressesIn)]);
  const ends: readonly Representative[] = [
    ...pods,
    ...outside.map((addresses): Representative => ({ kind: 'addresses', addresses })),
  ];
  const cells = allCells(ends, compiled);
  const subjects = pods.filter(({ isSubject }) => isSubject);
  const isolated = (end: Representative, direction: Direction): boolean =>
    admittedTerms(end, direction, compiled) !== undefined;
  const isConnected = (end: Representative, side: 'source' | 'destination'): boolean =>
    cells.some((cell) => ends[cell[side]] === end);
  return {
    basis: 'selectors',
    rows: rowsOf(withoutImplied(cells, ends), ends),
    beyond: [],
    open: {
      ingress: subjects.filter((end) => !isolated(end, 'ingress')).map(imaginaryPod),
      egress: subjects.filter((end) => !isolated(end, 'egress')).map(imaginaryPod),
    },
    closed: {
      ingress: subjects.filter((end) => !isConnected(end, 'destination')).map(imaginaryPod),
      egress: subjects.filter((end) => !isConnected(end, 'source')).map(imaginaryPod),
    },
    gaps: [],
  };
}

function addressesIn({ terms }: PolicyTerms): readonly AddressSet[] {
  return directions
    .flatMap((direction) => terms[direction] ?? [])
    .flatMap(({ peer }) => (peer.kind === 'addresses' ? [peer.addresses] : []));
}

type PortCell = Cell<PortTerms>;

const everything: PortTerms = { numbers: everyPort, names: [] };
const nothing: PortTerms = { numbers: noPorts, names: [] };

/** What may connect, pair by pair. */
function allCells(ends: readonly Representative[], policies: readonly PolicyTerms[]): readonly PortCell[] {
  const terms = ends.map((end) => ({
    egress: admittedTerms(end, 'egress', policies),
    ingress: admittedTerms(end, 'ingress', policies),
  }));
  const cells: PortCell[] = [];
  for (const [source, from] of ends.entries()) {
    for (const [destination, to] of ends.entries()) {
      if (from.kind === 'addresses' && to.kind === 'addresses') continue;
      const out = portsTowards(terms[source]?.egress, to);
      const value = meet(out, portsTowards(terms[destination]?.ingress, from));
      if (value.numbers !== noPorts || value.names.length > 0) cells.push({ source, destination, value });
    }
  }
  return cells;
}

function portsTowards(terms: readonly AllowTerm[] | undefined, end: Representative): PortTerms {
  if (terms === undefined) return everything;
  return terms
    .filter((term) => admits(term, end))
    .reduce((sum, { ports }) => unitePortTerms(sum, ports), nothing);
}

/** What both ends admit for certain: of a port name only what the other end admits by the same name or as a whole. */
function meet(one: PortTerms, other: PortTerms): PortTerms {
  const names = [
    ...one.names.filter((name) => has(other, name)),
    ...other.names.filter((name) => has(one, name)),
  ];
  return { numbers: intersectPorts(one.numbers, other.numbers), names: [...new Set(names)].sort() };
}

function has({ numbers, names }: PortTerms, name: string): boolean {
  const protocol = name.slice(0, name.indexOf('/')) as Protocol;
  return names.includes(name) || isSubsetOfPorts(portsOf(protocol), numbers);
}

/**
 * Leaves out what a wider pair says already, and what is between pods and addresses of which no policy speaks, where
 * everything is allowed.
 */
function withoutImplied(cells: readonly PortCell[], ends: readonly Representative[]): readonly PortCell[] {
  const end = (index: number): Representative => ends[index] as Representative;
  const isImplied = (cell: PortCell): boolean =>
    cells.some(
      (wider) =>
        wider !== cell &&
        portTermsKey(wider.value) === portTermsKey(cell.value) &&
        isWithin(end(cell.source), end(wider.source)) &&
        isWithin(end(cell.destination), end(wider.destination)),
    );
  const anyPod = ends.findLastIndex(({ kind }) => kind === 'pods');
  const isUnspoken = (index: number): boolean => index === anyPod || end(index).kind === 'addresses';
  return cells.filter(
    (cell) => !(isUnspoken(cell.source) && isUnspoken(cell.destination)) && !isImplied(cell),
  );
}

function rowsOf(cells: readonly PortCell[], ends: readonly Representative[]): readonly MapRow[] {
  const name = (indexes: readonly number[]): NamedEnds => {
    const chosen = indexes.flatMap((index) => ends[index] ?? []);
    return {
      pods: chosen.flatMap((end) => (end.kind === 'pods' ? [imaginaryPod(end)] : [])),
      addresses: chosen.reduce(
        (sum, end) => (end.kind === 'addresses' ? uniteAddresses(sum, end.addresses) : sum),
        noAddresses,
      ),
    };
  };
  return rectanglesOf(cells, portTermsKey).map(({ sources, destinations, value }) => ({
    from: name(sources),
    to: name(destinations),
    ports: value.numbers,
    portNames: value.names,
  }));
}

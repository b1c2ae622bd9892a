import type { Inventory } from '../model/inventory.ts';
import { type Direction, directions } from '../model/networkpolicy.ts';
import { type AddressSet, everyAddress, noAddresses, uniteAddresses } from '../semantics/address-set.ts';
import { type BitSet, eachBit } from '../semantics/bitset.ts';
import { compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { type PortTerms, portTermsKey } from '../semantics/port-terms.ts';
import type { ConnectivityMap } from './connectivity-map.ts';
import { divideAddresses } from './divide-addresses.ts';
import { type Exceptions, exceptionsIn } from './exceptions.ts';
import { type IsWithin, withoutImplied } from './implied.ts';
import type { MapRow } from './map-row.ts';
import type { NamedEnds, PodSet } from './pod-set.ts';
import { rectanglesOf } from './rectangles.ts';
import {
  admittedTerms,
  imaginaryPod,
  isolatingKey,
  isWithin,
  type Representative,
  representativesOf,
} from './representative.ts';
import { subjectsWhere } from './subjects-where.ts';
import { isNoPorts, meetPortTerms, portsTowards } from './symbolic-ports.ts';
import { type Cell, tilesOf } from './tiles.ts';

/**
 * What policies mean for pods that nobody has shown: one imaginary pod for each selector, which has the labels that the
 * selector asks for and of which nothing else is known, any other pod, and the addresses outside. A policy applies to an
 * imaginary pod, and a peer admits it, when its labels imply that, whatever labels a real one has besides.
 */
export function exposureOf({ policies }: Pick<Inventory, 'policies'>): ConnectivityMap {
  const compiled = [...policies.all()].map((policy, id) => compilePolicy(policy, id));
  const ends = representativeEnds(compiled);
  const pods = ends.filter((end) => end.kind === 'pods');
  const cells = allCells(ends, compiled);
  const isIsolated = (end: Representative, direction: Direction): boolean =>
    admittedTerms(end, direction, compiled) !== undefined;
  const isConnected = (end: Representative, side: 'source' | 'destination'): boolean =>
    cells.some((cell) => ends[cell[side]] === end);
  return {
    basis: 'selectors',
    rows: rowsOf(telling(cells, ends, compiled), ends, exceptionsIn(cells, ends)),
    beyond: [],
    open: {
      ingress: subjectsWhere(pods, (end) => !isIsolated(end, 'ingress')),
      egress: subjectsWhere(pods, (end) => !isIsolated(end, 'egress')),
    },
    closed: {
      ingress: subjectsWhere(pods, (end) => !isConnected(end, 'destination')),
      egress: subjectsWhere(pods, (end) => !isConnected(end, 'source')),
    },
    gaps: [],
  };
}

/** Everyone who stands for others: pods, subjects first and any pod last, then addresses. */
export function representativeEnds(policies: readonly PolicyTerms[]): readonly Representative[] {
  const outside = divideAddresses([everyAddress, ...policies.flatMap(addressesIn)]);
  return [
    ...representativesOf(policies),
    ...outside.map((addresses): Representative => ({ kind: 'addresses', addresses })),
  ];
}

function addressesIn({ terms }: PolicyTerms): readonly AddressSet[] {
  return directions
    .flatMap((direction) => terms[direction] ?? [])
    .flatMap(({ peer }) => (peer.kind === 'addresses' ? [peer.addresses] : []));
}

type PortCell = Cell<PortTerms>;

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
      const value = meetPortTerms(out, portsTowards(terms[destination]?.ingress, from));
      if (!isNoPorts(value)) cells.push({ source, destination, value });
    }
  }
  return cells;
}

/**
 * Leaves out what a wider pair says already, and what is between pods and addresses of which no policy speaks, where
 * everything is allowed.
 */
function telling(
  cells: readonly PortCell[],
  ends: readonly Representative[],
  policies: readonly PolicyTerms[],
): readonly PortCell[] {
  const anyPod = ends.findLastIndex(({ kind }) => kind === 'pods');
  const isUnspoken = (index: number): boolean => index === anyPod || ends[index]?.kind === 'addresses';
  return withoutImplied(cells, portTermsKey, withinEnds(ends, policies)).filter(
    ({ source, destination }) => !(isUnspoken(source) && isUnspoken(destination)),
  );
}

/**
 * One end is within another when it is one of those. Where no policy isolates those but some policy it, it is an exception,
 * however much that policy allows.
 */
export function withinEnds(ends: readonly Representative[], policies: readonly PolicyTerms[]): IsWithin {
  const [egress, ingress] = (['egress', 'ingress'] as const).map((direction) =>
    ends.map((end) => isolatingKey(end, direction, policies)),
  );
  return (one, other, direction) => {
    const [narrow, wide] = [ends[one], ends[other]];
    const keys = direction === 'egress' ? egress : ingress;
    const isException = keys?.[other] === '' && keys[one] !== '';
    return narrow !== undefined && wide !== undefined && !isException && isWithin(narrow, wide);
  };
}

function rowsOf(
  cells: readonly PortCell[],
  ends: readonly Representative[],
  { ofSource, ofDestination }: Exceptions,
): readonly MapRow[] {
  const name = (indexes: BitSet, isException: (index: number) => boolean): NamedEnds => {
    const { addresses } = nameRepresentatives([...eachBit(indexes)].flatMap((index) => ends[index] ?? []));
    const pods = [...eachBit(indexes)].flatMap((index): readonly PodSet[] => {
      const end = ends[index];
      if (end?.kind !== 'pods') return [];
      return [isException(index) ? { ...imaginaryPod(end), which: 'other' } : imaginaryPod(end)];
    });
    return { pods, addresses };
  };
  return rectanglesOf(tilesOf(cells, portTermsKey), portTermsKey).map(({ sources, destinations, value }) => ({
    from: name(sources, (source) => ofSource(source, destinations, value)),
    to: name(destinations, (destination) => ofDestination(destination, sources, value)),
    ports: value.numbers,
    portNames: value.names,
  }));
}

/** Those who stand for others, by name. */
export function nameRepresentatives(ends: readonly Representative[]): NamedEnds {
  return {
    pods: ends.flatMap((end) => (end.kind === 'pods' ? [imaginaryPod(end)] : [])),
    addresses: ends.reduce(
      (sum, end) => (end.kind === 'addresses' ? uniteAddresses(sum, end.addresses) : sum),
      noAddresses,
    ),
  };
}

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
  const tiles = allTiles(ends, compiled);
  const isIsolated = (end: Representative, direction: Direction): boolean =>
    admittedTerms(end, direction, compiled) !== undefined;
  const connected = (side: 'sources' | 'destinations'): ReadonlySet<Representative | undefined> =>
    new Set([...eachBit(uniteAllBits(tiles.map((tile) => tile[side])))].map((index) => ends[index]));
  const [sources, destinations] = [connected('sources'), connected('destinations')];
  return {
    basis: 'selectors',
    rows: rowsOf(telling(cells, ends, compiled), ends, exceptionsIn(cells, ends)),
    beyond: [],
    open: {
      ingress: subjectsWhere(pods, (end) => !isIsolated(end, 'ingress')),
      egress: subjectsWhere(pods, (end) => !isIsolated(end, 'egress')),
    },
    closed: {
      ingress: subjectsWhere(pods, (end) => !destinations.has(end)),
      egress: subjectsWhere(pods, (end) => !sources.has(end)),
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

type PortTile = Tile<PortTerms>;

/** What may connect, of addresses only with pods. */
function allTiles(ends: readonly Representative[], policies: readonly PolicyTerms[]): readonly PortTile[] {
  const intern = interning();
  const { egress, ingress } = admittedPorts(ends, policies, intern);
  const found: PortTile[] = [];
  for (const [source, from] of ends.entries()) {
    const row = new Map<PortTerms, BitSet>();
    for (const [destination, to] of ends.entries()) {
      if (from.kind === 'addresses' && to.kind === 'addresses') continue;
      const ports = intern(meetPortTerms(egress(source, destination), ingress(source, destination)));
      if (ports !== nothing) addTo(row, ports, destination);
    }
    for (const [value, destinations] of row) found.push({ sources: bitsFrom([source]), destinations, value });
  }
  return found;
}

/** Adds a unit to those with this value. */
export function addTo<Value>(row: Map<Value, BitSet>, value: Value, unit: number): void {
  const known = row.get(value);
  if (known === undefined) row.set(value, bitsFrom([unit]));
  else addBit(known, unit);
}

/**
 * Leaves out what a wider pair says already, and what is between pods and addresses of which no policy speaks, where
 * everything is allowed.
 */
function telling(
  tiles: readonly PortTile[],
  ends: readonly Representative[],
  policies: readonly PolicyTerms[],
): readonly PortTile[] {
  const anyPod = ends.findLastIndex(({ kind }) => kind === 'pods');
  const unspoken = bitsFrom(
    [...ends.keys()].filter((index) => index === anyPod || ends[index]?.kind === 'addresses'),
  );
  return withoutImplied(tiles, portTermsKey, widerEnds(ends, policies))
    .map((tile) =>
      meetBits(tile.sources, unspoken)
        ? { ...tile, destinations: subtractBits(tile.destinations, unspoken) }
        : tile,
    )
    .filter(({ destinations }) => !isNoBits(destinations));
}

/**
 * One end is within another when it is one of those. Where no policy isolates those but some policy it, it is an exception,
 * however much that policy allows.
 */
export function widerEnds(ends: readonly Representative[], policies: readonly PolicyTerms[]): Wider {
  const around = ends.map((narrow) =>
    [...ends.keys()].filter((index) => isWithin(narrow, ends[index] as Representative)),
  );
  const wider = (direction: Direction): readonly BitSet[] => {
    const isOpen = ends.map((end) => admittedTerms(end, direction, policies) === undefined);
    return around.map((indexes, one) =>
      bitsFrom(indexes.filter((other) => isOpen[one] === true || isOpen[other] !== true)),
    );
  };
  return { ingress: wider('ingress'), egress: wider('egress') };
}

function rowsOf(tiles: readonly PortTile[], ends: readonly Representative[]): readonly MapRow[] {
  const name = (indexes: BitSet): NamedEnds =>
    nameRepresentatives([...eachBit(indexes)].flatMap((index) => ends[index] ?? []));
  return rectanglesOf(tiles, portTermsKey).map(({ sources, destinations, value }) => ({
    from: name(sources),
    to: name(destinations),
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

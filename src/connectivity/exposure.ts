import type { Inventory } from '../model/inventory.ts';
import { type Direction, directions } from '../model/networkpolicy.ts';
import { type AddressSet, everyAddress, noAddresses, uniteAddresses } from '../semantics/sets/address-set.ts';
import {
  type BitSet,
  bitsFrom,
  eachBit,
  isNoBits,
  meetBits,
  subtractBits,
  uniteAllBits,
} from '../semantics/sets/bitset.ts';
import { compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { type PortTerms, portTermsKey } from '../semantics/ports/port-terms.ts';
import { admittedPorts, interning } from './admitted-ports.ts';
import type { ConnectivityMap } from './connectivity-map.ts';
import { divideAddresses } from './divide-addresses.ts';
import { type Exceptions, exceptionsIn } from './exceptions.ts';
import { type Wider, withoutImplied } from './implied.ts';
import type { MapRow } from './map-row.ts';
import type { NamedEnds, PodSet } from './pod-set.ts';
import { rectanglesOf } from './rectangles.ts';
import { admittedTerms, imaginaryPod, type Representative, representativesOf } from './representative.ts';
import { subjectsWhere } from './subjects-where.ts';
import { isNoPorts, meetPortTerms } from './symbolic-ports.ts';
import { addToRow, type Tile, tilesOfRow } from './tiles.ts';
import { endsAround, endsWithin, widerEnds } from './wider-ends.ts';

/**
 * What policies mean for pods that nobody has shown: one imaginary pod for each selector, which has the labels that the
 * selector asks for and of which nothing else is known, any other pod, and the addresses outside. A policy applies to an
 * imaginary pod, and a peer admits it, when its labels imply that, whatever labels a real one has besides.
 */
export function exposureOf({ policies }: Pick<Inventory, 'policies'>): ConnectivityMap {
  const compiled = [...policies.all()].map((policy, id) => compilePolicy(policy, id));
  const ends = representativeEnds(compiled);
  const pods = ends.filter((end) => end.kind === 'pods');
  const around = endsAround(ends);
  const tiles = allTiles(ends, compiled);
  const isIsolated = (end: Representative, direction: Direction): boolean =>
    admittedTerms(end, direction, compiled) !== undefined;
  const [sources, destinations] = [
    tiles.map((tile) => tile.sources),
    tiles.map((tile) => tile.destinations),
  ].map((sets) => new Set([...eachBit(uniteAllBits(sets))].map((index) => ends[index])));
  return {
    basis: 'selectors',
    rows: rowsOf(
      telling(tiles, ends, widerEnds(ends, around, compiled)),
      ends,
      exceptionsIn(tiles, endsWithin(around)),
    ),
    beyond: [],
    open: {
      ingress: subjectsWhere(pods, (end) => !isIsolated(end, 'ingress')),
      egress: subjectsWhere(pods, (end) => !isIsolated(end, 'egress')),
    },
    closed: {
      ingress: subjectsWhere(pods, (end) => destinations?.has(end) !== true),
      egress: subjectsWhere(pods, (end) => sources?.has(end) !== true),
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

/** What may connect, of addresses only with pods; a tile has one source. */
function allTiles(ends: readonly Representative[], policies: readonly PolicyTerms[]): readonly PortTile[] {
  const intern = interning();
  const { egress, ingress } = admittedPorts(ends, policies, intern);
  return [...ends.entries()].flatMap(([source, from]) => {
    const row = new Map<PortTerms, BitSet>();
    for (const [destination, to] of ends.entries()) {
      if (from.kind === 'addresses' && to.kind === 'addresses') continue;
      const ports = meetPortTerms(egress(source, destination), ingress(source, destination));
      if (!isNoPorts(ports)) addToRow(row, intern(ports), destination);
    }
    return tilesOfRow(source, row);
  });
}

/**
 * Leaves out what a wider pair says already, and what is between pods and addresses of which no policy speaks, where
 * everything is allowed.
 */
function telling(
  tiles: readonly PortTile[],
  ends: readonly Representative[],
  wider: Wider,
): readonly PortTile[] {
  const anyPod = ends.findLastIndex(({ kind }) => kind === 'pods');
  const unspoken = bitsFrom(
    [...ends.keys()].filter((index) => index === anyPod || ends[index]?.kind === 'addresses'),
  );
  return withoutImplied(tiles, portTermsKey, wider)
    .map((tile) =>
      meetBits(tile.sources, unspoken)
        ? { ...tile, destinations: subtractBits(tile.destinations, unspoken) }
        : tile,
    )
    .filter(({ destinations }) => !isNoBits(destinations));
}

function rowsOf(
  tiles: readonly PortTile[],
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
  return rectanglesOf(tiles, portTermsKey).map(({ sources, destinations, value }) => ({
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

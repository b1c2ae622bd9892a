import type { Inventory } from '../model/inventory.ts';
import { allOf, type Answer, anyOf } from '../semantics/answer.ts';
import { type BitSet, eachBit } from '../semantics/sets/bitset.ts';
import { describeVerdict } from '../semantics/describe-verdict.ts';
import { everyPort, type PortSet } from '../semantics/sets/port-set.ts';
import { account, type SideAccount } from './account.ts';
import { distinctionsOf } from './alike.ts';
import type { Problem } from './end-phrase.ts';
import { judgePair, type Way } from './judge-pair.ts';
import { onePod } from './namespace-naming.ts';
import { dividePieces, type Piece, pairsOf } from './pieces.ts';
import { type Naming, namingOf } from './naming.ts';
import type { NamedEnds } from './pod-set.ts';
import { rectanglesOf } from './rectangles.ts';
import { type Ends, uniteEnds } from './ends.ts';
import { type Cell, type Tile, tilesOf } from './tiles.ts';
import type { Judged } from './rule-account.ts';
import type { Carried } from './traffic-phrase.ts';

/** Who asks to connect to whom, and with what; at least one of the ends has pods. */
export interface Question {
  readonly from: Ends;
  readonly to: Ends;
  readonly carried: Carried;
}

/** The answer to a question: as a whole, and by the ways in which it is reached. */
export interface WhyAnswer {
  /**
   * Whether every source may use all that is asked for to every destination; where everything is asked for, whether it may
   * use anything.
   */
  readonly answer: Answer;
  /** Denials first. Each connection asked about is in exactly one. */
  readonly walkthroughs: readonly Walkthrough[];
}

/** Connections that are judged in the same way, and that way from end to end. */
export interface Walkthrough {
  readonly answer: Answer;
  readonly from: NamedEnds;
  readonly to: NamedEnds;
  readonly ports: PortSet;
  /** `egress: allowed by shop/api rule 2 → ingress: denied, isolated by shop/db` */
  readonly line: string;
  readonly egress: SideAccount;
  readonly ingress: SideAccount;
}

/** A question about more pairs is one for a map: nobody reads the answer, and a server has others to serve. */
const mostPairs = 10_000;

/**
 * Answers a question by the pairwise verdict, of which there is one for each pair of groups of ends that policies can tell
 * apart; a problem when these are too many.
 */
export function why({ from, to, carried }: Question, inventory: Inventory): WhyAnswer | Problem {
  const distinctions = distinctionsOf(inventory);
  const sources = dividePieces(from, to, distinctions);
  const destinations = dividePieces(to, from, distinctions);
  const pairs = sources.length * destinations.length;
  if (pairs > mostPairs)
    return { problem: `that asks about ${pairs} pairs of ends which policies can tell apart; name fewer` };
  const found: Cell<Way>[] = [];
  const answers: Answer[] = [];
  for (const pair of pairsOf(sources, destinations)) {
    const cells = judgePair(pair, carried, inventory);
    if (cells.length === 0) continue;
    found.push(...cells);
    const each = cells.map(({ value }) => value.answer);
    answers.push(asksForAnything(carried) ? anyOf(each) : allOf(each));
  }
  return { answer: allOf(answers), walkthroughs: walkthroughsOf(found, sources, destinations, inventory) };
}

function asksForAnything(carried: Carried): boolean {
  return carried.kind === 'ports' && carried.ports === everyPort;
}

function walkthroughsOf(
  cells: readonly Cell<Way>[],
  sources: readonly Piece[],
  destinations: readonly Piece[],
  inventory: Inventory,
): readonly Walkthrough[] {
  const naming = namingOf(inventory);
  const judgedIn = judgedBy(cells);
  const endsOf = (pieces: readonly Piece[], chosen: BitSet): NamedEnds =>
    nameOf(uniteEnds([...eachBit(chosen)].flatMap((index) => pieces[index]?.ends ?? [])), naming);
  const walkthroughs = rectanglesOf(tilesOf(cells, keyOf), keyOf).flatMap(
    (rectangle): readonly Walkthrough[] => {
      const judged = judgedIn(rectangle);
      const [first] = judged;
      if (first === undefined) return [];
      const { answer, ports } = rectangle.value;
      return [
        {
          answer,
          from: endsOf(sources, rectangle.sources),
          to: endsOf(destinations, rectangle.destinations),
          ports,
          line: describeVerdict(first.verdict),
          egress: account(judged, 'egress', inventory),
          ingress: account(judged, 'ingress', inventory),
        },
      ];
    },
  );
  return walkthroughs.toSorted((one, other) => order.indexOf(one.answer) - order.indexOf(other.answer));
}

const order: readonly Answer[] = ['no', 'unknown', 'yes'];

function keyOf({ key }: Way): string {
  return key;
}

/** Finds the connections that were judged in a tile. */
function judgedBy(cells: readonly Cell<Way>[]): (tile: Tile<Way>) => readonly Judged[] {
  const placeOf = (source: number, destination: number, key: string): string =>
    `${source} ${destination} ${key}`;
  const byPlace = Map.groupBy(cells, ({ source, destination, value }) =>
    placeOf(source, destination, value.key),
  );
  return ({ sources, destinations, value }) =>
    [...eachBit(sources)].flatMap((source) =>
      [...eachBit(destinations)].flatMap((destination) =>
        (byPlace.get(placeOf(source, destination, value.key)) ?? []).flatMap((cell) => cell.value.judged),
      ),
    );
}

/** A single pod is called by its own name, as whoever asked has done. */
function nameOf(ends: Ends, naming: Naming): NamedEnds {
  const [only, another] = ends.pods;
  if (only === undefined || another !== undefined) return naming.name(ends);
  return { pods: [onePod(only)], addresses: ends.addresses };
}

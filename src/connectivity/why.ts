import type { Inventory } from '../model/inventory.ts';
import type { NetworkPolicy, PolicyPort } from '../model/networkpolicy.ts';
import { directions } from '../model/networkpolicy.ts';
import { allOf, type Answer, anyOf } from '../semantics/answer.ts';
import { type BitSet, eachBit } from '../semantics/sets/bitset.ts';
import type { Connection, Endpoint, Traffic } from '../semantics/connection.ts';
import { describeVerdict } from '../semantics/describe-verdict.ts';
import { isolating } from '../semantics/isolation.ts';
import {
  everyPort,
  intersectPorts,
  noPorts,
  portIntervals,
  type PortSet,
  portsOfEntry,
  subtractPorts,
  unitePorts,
} from '../semantics/sets/port-set.ts';
import { noPortNames, portNamesOf, type PortNames } from '../semantics/ports/port-terms.ts';
import { verdict } from '../semantics/verdict.ts';
import { account, type SideAccount, verdictKey } from './account.ts';
import { distinctionsOf } from './alike.ts';
import type { Problem } from './end-phrase.ts';
import { onePod } from './namespace-naming.ts';
import { dividePieces, type Piece, type PiecePair, pairsOf } from './pieces.ts';
import { type Naming, namingOf } from './naming.ts';
import type { NamedEnds } from './pod-set.ts';
import { rectanglesOf } from './rectangles.ts';
import { type Ends, uniteEnds } from './ends.ts';
import { type Cell, type Tile, tilesOf } from './tiles.ts';
import type { Judged } from './rule-account.ts';
import { type Carried, carriedPorts } from './traffic-phrase.ts';

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
  const found: FoundCell[] = [];
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

interface Finding {
  readonly key: string;
  readonly answer: Answer;
  readonly ports: PortSet;
  readonly judged: readonly Judged[];
}

type FoundCell = Cell<Finding>;

function judgePair(pair: PiecePair, carried: Carried, inventory: Inventory): readonly FoundCell[] {
  const { from, to, source, destination } = pair;
  const names = to.kind === 'pod' ? portNamesOf(to.pod) : noPortNames;
  const asked = carriedPorts(carried, names);
  const pieces = dividePorts(asked, entriesFor(from, to, inventory), names);
  const byKey = new Map<string, { ports: PortSet; readonly judged: Judged[] }>();
  for (const ports of pieces) {
    const connection: Connection = { source: from, destination: to, ...sampleOf(ports) };
    const judged = { connection, verdict: verdict(connection, inventory) };
    const key = verdictKey(judged.verdict);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { ports, judged: [judged] });
    else {
      known.ports = unitePorts(known.ports, ports);
      known.judged.push(judged);
    }
  }
  return [...byKey].map(([key, { ports, judged }]) => {
    const answer = judged[0]?.verdict.answer ?? 'unknown';
    return { source, destination, value: { key: `${key} ${ports.id}`, answer, ports, judged } };
  });
}

/** The port entries by which the policies at either end can tell ports apart. */
function entriesFor(from: Endpoint, to: Endpoint, inventory: Inventory): readonly PolicyPort[] {
  const policies: readonly NetworkPolicy[] = [
    ...(from.kind === 'pod' ? isolating(from.pod, 'egress', inventory) : []),
    ...(to.kind === 'pod' ? isolating(to.pod, 'ingress', inventory) : []),
  ];
  return policies.flatMap((policy) =>
    directions.flatMap((direction) => policy[direction].flatMap(({ ports }) => ports)),
  );
}

function dividePorts(asked: PortSet, entries: readonly PolicyPort[], names: PortNames): readonly PortSet[] {
  const sets = new Set(
    entries.map((entry) =>
      entry.kind === 'named'
        ? (names.get(`${entry.protocol}/${entry.name}`) ?? noPorts)
        : portsOfEntry(entry),
    ),
  );
  let pieces: readonly PortSet[] = [asked];
  for (const set of sets) {
    pieces = pieces.flatMap((piece) => [intersectPorts(piece, set), subtractPorts(piece, set)]);
    pieces = pieces.filter((piece) => piece !== noPorts);
  }
  return pieces.filter((piece) => piece !== noPorts);
}

function sampleOf(ports: PortSet): Traffic {
  const [first] = portIntervals(ports);
  return first === undefined ? { protocol: 'other' } : { protocol: first.protocol, port: first.first };
}

function walkthroughsOf(
  cells: readonly FoundCell[],
  sources: readonly Piece[],
  destinations: readonly Piece[],
  inventory: Inventory,
): readonly Walkthrough[] {
  const naming = namingOf(inventory);
  const byPlace = Map.groupBy(
    cells,
    ({ source, destination, value }) => `${source} ${destination} ${value.key}`,
  );
  const endsOf = (pieces: readonly Piece[], chosen: BitSet): NamedEnds =>
    nameOf(uniteEnds([...eachBit(chosen)].flatMap((index) => pieces[index]?.ends ?? [])), naming);
  const judgedIn = ({
    sources: froms,
    destinations: tos,
    value: { key },
  }: Tile<Finding>): readonly Judged[] =>
    [...eachBit(froms)].flatMap((source) =>
      [...eachBit(tos)].flatMap((destination) =>
        (byPlace.get(`${source} ${destination} ${key}`) ?? []).flatMap(({ value }) => value.judged),
      ),
    );
  const keyOf = ({ key }: Finding): string => key;
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
  const order: readonly Answer[] = ['no', 'unknown', 'yes'];
  return walkthroughs.toSorted((one, other) => order.indexOf(one.answer) - order.indexOf(other.answer));
}

/** A single pod is called by its own name, as whoever asked has done. */
function nameOf(ends: Ends, naming: Naming): NamedEnds {
  const [only, another] = ends.pods;
  if (only === undefined || another !== undefined) return naming.name(ends);
  return { pods: [onePod(only)], addresses: ends.addresses };
}

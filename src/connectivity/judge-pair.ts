import type { Inventory } from '../model/inventory.ts';
import { directions, type NetworkPolicy, type PolicyPort } from '../model/networkpolicy.ts';
import type { Answer } from '../semantics/answer.ts';
import type { Connection, Endpoint, Traffic } from '../semantics/connection.ts';
import { isolating } from '../semantics/isolation.ts';
import { noPortNames, portNamesOf, type PortNames } from '../semantics/ports/port-terms.ts';
import {
  intersectPorts,
  noPorts,
  portIntervals,
  type PortSet,
  portsOfEntry,
  subtractPorts,
  unitePorts,
} from '../semantics/sets/port-set.ts';
import { verdict } from '../semantics/verdict.ts';
import { verdictKey } from './account.ts';
import type { PiecePair } from './pieces.ts';
import type { Judged } from './rule-account.ts';
import type { Cell } from './tiles.ts';
import { type Carried, carriedPorts } from './traffic-phrase.ts';

/** Connections between two ends that are judged in the same way. */
export interface Way {
  /** Equal for what is judged in the same way, on the same ports. */
  readonly key: string;
  readonly answer: Answer;
  readonly ports: PortSet;
  readonly judged: readonly Judged[];
}

/** The ways in which the connections of a pair are judged; none where the destination has no port that is asked about. */
export function judgePair(pair: PiecePair, carried: Carried, inventory: Inventory): readonly Cell<Way>[] {
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

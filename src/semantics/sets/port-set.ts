import type { PolicyPort, Protocol } from '../../model/networkpolicy.ts';
import { createIntervalSets, type IntervalSet } from './interval-sets.ts';
import { eachInterval, includes, inSeveral, type Intervals, isWithin, mergeIntervals } from './intervals.ts';

/**
 * What a connection may use: ports of TCP, UDP and SCTP, and one bit for every other protocol (ICMP and the like), which
 * only a rule without ports gives. Points are the protocol number times 65536 plus the port; the other protocols are one
 * point beyond.
 */
export type PortSet = IntervalSet<number>;

/** Consecutive ports of one protocol, both ends included. */
export interface PortInterval {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

const bases: { readonly [Name in Protocol]: number } = { TCP: 0, UDP: 0x10000, SCTP: 0x20000 };
const protocolAt: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const lastPort = 0xffff;
const otherProtocols = 0x30001;

const { of, unite, intersect, subtract } = createIntervalSets<number>();

/** The one port set of these points. */
export const portSetOf: (points: Intervals<number>) => PortSet = of;

/** No port of any protocol. */
export const noPorts: PortSet = portSetOf([]);

/** Every port of TCP, UDP and SCTP, without the other protocols. */
export const everyTransportPort: PortSet = protocolAt.map(portsOf).reduce(unitePorts);

/** Every port and every protocol, as a rule without ports gives. */
export const everyPort: PortSet = unitePorts(
  everyTransportPort,
  portSetOf([otherProtocols, otherProtocols + 1]),
);

/** Every port of one protocol. */
export function portsOf(protocol: Protocol): PortSet {
  return portRange(protocol, 1, lastPort);
}

/** The ports from `first` to `last`, both included, of one protocol; none where `last` is below `first`. */
export function portRange(protocol: Protocol, first: number, last: number): PortSet {
  if (last < first) return noPorts;
  return portSetOf([bases[protocol] + first, bases[protocol] + last + 1]);
}

/** The ports of an entry that does not name them. */
export function portsOfEntry(entry: Exclude<PolicyPort, { readonly kind: 'named' }>): PortSet {
  switch (entry.kind) {
    case 'every':
      return portsOf(entry.protocol);
    case 'range':
      return portRange(entry.protocol, entry.first, entry.last);
  }
}

/** What is in either set. */
export function unitePorts(one: PortSet, other: PortSet): PortSet {
  if (one === other || other === noPorts) return one;
  return one === noPorts ? other : unite(one, other);
}

/** What is in any of the sets; of many sets in one pass instead of one remembered union after the other. */
export function uniteAllPorts(sets: readonly PortSet[]): PortSet {
  if (sets.length < 8) return sets.reduce(unitePorts, noPorts);
  return portSetOf(mergeIntervals(sets.flatMap(({ points }) => [...eachInterval(points)])));
}

/** What at least two of the sets have. */
export function portsInSeveral(sets: readonly PortSet[]): PortSet {
  return portSetOf(inSeveral(sets.map(({ points }) => points)));
}

/** What is in both sets. */
export function intersectPorts(one: PortSet, other: PortSet): PortSet {
  if (one === other || other === everyPort) return one;
  if (one === everyPort) return other;
  return one === noPorts || other === noPorts ? noPorts : intersect(one, other);
}

/** What is in `one` and not in `other`. */
export function subtractPorts(one: PortSet, other: PortSet): PortSet {
  if (one === other || other === everyPort) return noPorts;
  return one === noPorts || other === noPorts ? one : subtract(one, other);
}

/** Whether everything in `one` is also in `other`. */
export function isSubsetOfPorts(one: PortSet, other: PortSet): boolean {
  return one === other || isWithin(one.points, other.points);
}

/** Whether a connection to this port of this protocol is in the set. */
export function hasPort(ports: PortSet, protocol: Protocol, port: number): boolean {
  return includes(ports.points, bases[protocol] + port);
}

/** Whether protocols other than TCP, UDP and SCTP are in the set. */
export function hasOtherProtocols(ports: PortSet): boolean {
  return includes(ports.points, otherProtocols);
}

/** The transport ports of the set, TCP before UDP before SCTP, ascending, in the fewest intervals. */
export function portIntervals(ports: PortSet): readonly PortInterval[] {
  const intervals: PortInterval[] = [];
  for (const [start, end] of eachInterval(ports.points)) {
    const protocol = protocolAt[start >> 16];
    if (protocol === undefined) continue;
    intervals.push({ protocol, first: start - bases[protocol], last: end - 1 - bases[protocol] });
  }
  return intervals;
}

/** The set in words: `TCP 80, 443, 8000-8100, UDP 53`, `every port of TCP`, `everything but TCP 80`, `nothing`. */
export function describePorts(ports: PortSet): string {
  if (ports === noPorts) return 'nothing';
  if (ports === everyPort) return 'everything';
  const isMost = hasOtherProtocols(ports) && portIntervals(ports).length > 0;
  if (isMost) return `everything but ${describePorts(subtractPorts(everyPort, ports))}`;
  if (hasOtherProtocols(ports)) return 'other protocols';
  return protocolAt.flatMap((protocol) => describeProtocol(ports, protocol)).join(', ');
}

function describeProtocol(ports: PortSet, protocol: Protocol): readonly string[] {
  const own = portIntervals(ports).filter((interval) => interval.protocol === protocol);
  if (own.length === 0) return [];
  if (own[0]?.first === 1 && own[0].last === lastPort) return [`every port of ${protocol}`];
  const ranges = own.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
  return [`${protocol} ${ranges.join(', ')}`];
}

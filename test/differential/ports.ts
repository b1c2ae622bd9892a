import type { Protocol } from '../../src/model/networkpolicy.ts';
import type { Traffic } from '../../src/semantics/connection.ts';
import { hasOtherProtocols, portIntervals, type PortSet } from '../../src/semantics/sets/port-set.ts';
import type { Flow } from './analyzer.ts';

type Span = readonly [first: number, last: number];

/** Ports of the analyzer, worked out without our sets. */
export interface Ports {
  readonly spans: Readonly<Record<Protocol, readonly Span[]>>;
  readonly others: boolean;
  /** `TCP 80-81 UDP 53-53 other`; empty for nothing. */
  readonly text: string;
  readonly isEverything: boolean;
}

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const everything = 'TCP 1-65535 UDP 1-65535 SCTP 1-65535 other';

/** What these flows allow together. */
export function portsOfFlows(flows: readonly Flow[]): Ports {
  const merged = (protocol: Protocol): readonly Span[] =>
    merge(flows.filter((flow) => flow.protocols.includes(protocol)).flatMap(({ ports }) => ports));
  const spans = { TCP: merged('TCP'), UDP: merged('UDP'), SCTP: merged('SCTP') };
  const others = flows.some((flow) => flow.protocols.includes('other'));
  const text = describe(
    protocols.flatMap((protocol) => spans[protocol].map((span) => [protocol, ...span] as const)),
    others,
  );
  return { spans, others, text, isEverything: text === everything };
}

function merge(spans: readonly Span[]): readonly Span[] {
  const merged: [number, number][] = [];
  for (const [first, last] of spans.toSorted(([one], [other]) => one - other)) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** A port set of ours in the same words. */
export function portsOfSet(ports: PortSet): string {
  const spans = portIntervals(ports).map(({ protocol, first, last }) => [protocol, first, last] as const);
  return describe(spans, hasOtherProtocols(ports));
}

function describe(spans: readonly (readonly [Protocol, number, number])[], others: boolean): string {
  const words = protocols.flatMap((protocol) => {
    const own = spans.filter(([each]) => each === protocol).map(([, first, last]) => `${first}-${last}`);
    return own.length === 0 ? [] : [`${protocol} ${own.join(',')}`];
  });
  return [...words, ...(others ? ['other'] : [])].join(' ');
}

/** Ports on both sides of every border, and the protocols without ports. */
export function samplesOf({ spans }: Ports): readonly Traffic[] {
  const numbers = (protocol: Protocol): readonly number[] => {
    const borders = spans[protocol].flatMap(([first, last]) => [first - 1, first, last, last + 1]);
    return [...new Set([1, ...borders, 65535])].filter((port) => port >= 1 && port <= 65535);
  };
  const numbered = protocols.flatMap((protocol) => numbers(protocol).map((port) => ({ protocol, port })));
  return [...numbered, { protocol: 'other' }];
}

/** Whether the analyzer allows it. */
export function allowedPorts({ spans, others }: Ports, traffic: Traffic): boolean {
  if (traffic.protocol === 'other') return others;
  return spans[traffic.protocol].some(([first, last]) => first <= traffic.port && traffic.port <= last);
}

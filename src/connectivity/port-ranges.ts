import type { Protocol } from '../model/networkpolicy.ts';
import { everyPort, hasOtherProtocols, portIntervals, type PortSet } from '../semantics/sets/port-set.ts';

/** Ports as JSON has them: ranges with both ends included; `other` is every protocol besides TCP, UDP and SCTP. */
export type PortRanges =
  | { readonly all: true }
  | {
      readonly protocols: Readonly<
        Partial<Record<Protocol, readonly (readonly [first: number, last: number])[]>>
      >;
      readonly other?: true;
    };

/** The port set in ranges; only the set of everything is `all`. */
export function portRangesOf(ports: PortSet): PortRanges {
  if (ports === everyPort) return { all: true };
  const protocols: Partial<Record<Protocol, (readonly [number, number])[]>> = {};
  for (const { protocol, first, last } of portIntervals(ports)) {
    (protocols[protocol] ??= []).push([first, last]);
  }
  return hasOtherProtocols(ports) ? { protocols, other: true } : { protocols };
}

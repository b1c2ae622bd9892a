import type { Protocol } from '../model/networkpolicy.ts';
import { everyPort, noPorts, type PortSet, portRange } from '../semantics/sets/port-set.ts';
import type { PortNames } from '../semantics/ports/port-terms.ts';
import type { Problem } from './end-phrase.ts';

/** What a connection is asked to carry, as far as it can be said before the destination is known. */
export type Carried =
  | { readonly kind: 'ports'; readonly ports: PortSet }
  /** As `TCP/http`: every port of that name on the destination. */
  | { readonly kind: 'named'; readonly name: string };

/** Everything: which ports, is the question. */
export const anything: Carried = { kind: 'ports', ports: everyPort };

const protocols: ReadonlyMap<string, Protocol> = new Map([
  ['tcp', 'TCP'],
  ['udp', 'UDP'],
  ['sctp', 'SCTP'],
]);

/** Reads `5432`, `5432/tcp`, `8000-8100/udp` and `http`; TCP unless another protocol is named. */
export function readPort(phrase: string): Carried | Problem {
  const [, port = '', typed = 'tcp'] = /^([^/]+)(?:\/([^/]+))?$/.exec(phrase) ?? [];
  const protocol = protocols.get(typed.toLowerCase());
  if (port === '') return { problem: `${phrase} is no port; write it like 5432/tcp, 53/udp or http` };
  if (protocol === undefined)
    return { problem: `${typed} is no protocol of policies; they know tcp, udp and sctp` };
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(port) ?? [];
  if (first === undefined) return readName(port, protocol);
  const [low, high] = [Number(first), Number(last)];
  if (low < 1 || high > 65_535 || high < low) return { problem: `${port} is no port from 1 to 65535` };
  return { kind: 'ports', ports: portRange(protocol, low, high) };
}

function readName(name: string, protocol: Protocol): Carried | Problem {
  return /^[a-z0-9-]{1,15}$/i.test(name)
    ? { kind: 'named', name: `${protocol}/${name}` }
    : { problem: `${name} is neither a port number nor the name of a container port` };
}

/** The ports that are meant on a destination with these port names. */
export function carriedPorts(carried: Carried, names: PortNames): PortSet {
  return carried.kind === 'ports' ? carried.ports : (names.get(carried.name) ?? noPorts);
}

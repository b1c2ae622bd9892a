import type { Family } from '../../model/address.ts';
import { rememberedOf } from '../../model/remembered.ts';
import { combine, inBoth } from '../sets/intervals.ts';
import { everyPort, noPorts, type PortSet, portSetOf, unitePorts } from '../sets/port-set.ts';

/**
 * Ports for each IP version apart, as a port set over a line that holds the ports twice. Dual-stack pods need it: egress
 * that is allowed over IPv4 alone and ingress that is allowed over IPv6 alone make no connection.
 */
export type FacedPorts = PortSet;

/** The IP versions over which two endpoints can meet. */
export type Faces = 'ipv4' | 'ipv6' | 'both' | 'none';

const width = 0x40000;
const offsets: { readonly [Each in Family]: number } = { 4: width, 6: 2 * width };

function shiftTo(family: Family): (ports: PortSet) => FacedPorts {
  return rememberedOf((ports) => portSetOf(ports.points.map((point) => point + offsets[family])));
}

/** These ports over IPv4 only. */
export const onIPv4: (ports: PortSet) => FacedPorts = shiftTo(4);

/** These ports over IPv6 only. */
export const onIPv6: (ports: PortSet) => FacedPorts = shiftTo(6);

/** These ports over both IP versions. */
export const onBoth: (ports: PortSet) => FacedPorts = rememberedOf((ports) =>
  unitePorts(onIPv4(ports), onIPv6(ports)),
);

/** Every port and protocol over both IP versions. */
export const everyFacedPort: FacedPorts = onBoth(everyPort);

function takeFrom(family: Family): (ports: FacedPorts) => PortSet {
  const offset = offsets[family];
  return rememberedOf((ports) => {
    const own = combine(ports.points, [offset, offset + width], inBoth);
    return portSetOf(own.map((point) => point - offset));
  });
}

const overIPv4 = takeFrom(4);
const overIPv6 = takeFrom(6);

/** The ports that a connection over any of these IP versions may use. */
export function overFaces(ports: FacedPorts, faces: Faces): PortSet {
  switch (faces) {
    case 'ipv4':
      return overIPv4(ports);
    case 'ipv6':
      return overIPv6(ports);
    case 'both':
      return unitePorts(overIPv4(ports), overIPv6(ports));
    case 'none':
      return noPorts;
  }
}

/** Whether the IP version makes no difference. */
export function isSameOnBoth(ports: FacedPorts): boolean {
  return overIPv4(ports) === overIPv6(ports);
}

/** The IP versions that both have. */
export function meetFaces(one: Faces, other: Faces): Faces {
  if (one === 'both' || one === other) return other;
  return other === 'both' ? one : 'none';
}

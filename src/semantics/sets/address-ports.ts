import { ascending } from '../../model/ascending.ts';
import { type AddressSet, addressSetOf } from './address-set.ts';
import {
  intersectPorts,
  isSubsetOfPorts,
  noPorts,
  type PortSet,
  uniteAllPorts,
  unitePorts,
} from './port-set.ts';

/**
 * A port set for every address: from `starts[i]` up to the next start `ports[i]`, before the first start nothing.
 * Neighbours differ, and the last is nothing, so that equal functions have equal lists.
 */
export interface AddressPorts {
  readonly starts: readonly bigint[];
  readonly ports: readonly PortSet[];
}

/** Nothing for any address. */
export const noAddressPorts: AddressPorts = { starts: [], ports: [] };

/** Everything that is granted to each address; one pass over all the borders, however many grants there are. */
export function addressPortsOf(
  grants: readonly { readonly addresses: AddressSet; readonly ports: PortSet }[],
): AddressPorts {
  const borders = grants
    .flatMap(({ addresses, ports }) =>
      addresses.points.map((point, index) => ({ point, ports, step: index % 2 === 0 ? 1 : -1 })),
    )
    .sort((one, other) => ascending(one.point, other.point));
  const active = new Map<PortSet, number>();
  const built = createBuilder();
  for (const [index, { point, ports, step }] of borders.entries()) {
    const count = (active.get(ports) ?? 0) + step;
    if (count === 0) active.delete(ports);
    else active.set(ports, count);
    if (borders[index + 1]?.point !== point) built.from(point, uniteAllPorts([...active.keys()]));
  }
  return built.finished;
}

function createBuilder(): { readonly finished: AddressPorts; from(start: bigint, ports: PortSet): void } {
  const starts: bigint[] = [];
  const ports: PortSet[] = [];
  return {
    finished: { starts, ports },
    from(start, next) {
      if (next === (ports.at(-1) ?? noPorts)) return;
      starts.push(start);
      ports.push(next);
    },
  };
}

/** Visits the longest stretches in which neither function changes, ascending; each reaches up to the next. */
function walk(
  one: AddressPorts,
  other: AddressPorts,
  visit: (start: bigint, ports: PortSet, otherPorts: PortSet) => void,
): void {
  let i = 0;
  let j = 0;
  while (i < one.starts.length || j < other.starts.length) {
    const here = one.starts[i];
    const there = other.starts[j];
    const start = here === undefined || (there !== undefined && there < here) ? there : here;
    if (start === undefined) return;
    if (here === start) i += 1;
    if (there === start) j += 1;
    visit(start, one.ports[i - 1] ?? noPorts, other.ports[j - 1] ?? noPorts);
  }
}

/** What either grants to each address. */
export function uniteAddressPorts(one: AddressPorts, other: AddressPorts): AddressPorts {
  const built = createBuilder();
  walk(one, other, (start, ports, otherPorts) => built.from(start, unitePorts(ports, otherPorts)));
  return built.finished;
}

/** What both grant to each address. */
export function intersectAddressPorts(one: AddressPorts, other: AddressPorts): AddressPorts {
  const built = createBuilder();
  walk(one, other, (start, ports, otherPorts) => built.from(start, intersectPorts(ports, otherPorts)));
  return built.finished;
}

/** Whether `other` grants to each address what `one` does. */
export function areAddressPortsCovered(one: AddressPorts, other: AddressPorts): boolean {
  let covered = true;
  walk(one, other, (_, ports, otherPorts) => {
    covered &&= isSubsetOfPorts(ports, otherPorts);
  });
  return covered;
}

/** Addresses that are granted the same before a change, and the same after it. */
export interface AddressChange {
  readonly addresses: AddressSet;
  readonly before: PortSet;
  readonly after: PortSet;
}

/** The addresses for which the two functions differ, those that differ alike together. */
export function compareAddressPorts(before: AddressPorts, after: AddressPorts): readonly AddressChange[] {
  const changes = new Map<
    string,
    { readonly before: PortSet; readonly after: PortSet; readonly points: bigint[] }
  >();
  let open: bigint[] | undefined;
  walk(before, after, (start, old, now) => {
    open?.push(start);
    open = undefined;
    if (old === now) return;
    const key = `${old.id} ${now.id}`;
    let change = changes.get(key);
    if (change === undefined) changes.set(key, (change = { before: old, after: now, points: [] }));
    if (change.points.at(-1) === start) change.points.pop();
    else change.points.push(start);
    open = change.points;
  });
  return [...changes.values()].map(({ points, ...ports }) => ({ ...ports, addresses: addressSetOf(points) }));
}

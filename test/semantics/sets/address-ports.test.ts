import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import {
  type AddressPorts,
  addressPortsOf,
  areAddressPortsCovered,
  compareAddressPorts,
  uniteAddressPorts,
} from '../../../src/semantics/sets/address-ports.ts';
import { addressSetOf, type AddressSet } from '../../../src/semantics/sets/address-set.ts';
import { includes } from '../../../src/semantics/sets/intervals.ts';
import {
  isSubsetOfPorts,
  noPorts,
  portRange,
  type PortSet,
  unitePorts,
} from '../../../src/semantics/sets/port-set.ts';

const points = Array.from({ length: 12 }, (_, index) => BigInt(index));

const addresses: fc.Arbitrary<AddressSet> = fc
  .uniqueArray(fc.constantFrom(...points), { maxLength: 6 })
  .map((some) =>
    addressSetOf(some.sort((one, other) => Number(one - other)).slice(0, some.length - (some.length % 2))),
  );
const grant = fc.record({
  addresses,
  ports: fc.nat({ max: 2 }).map((port) => portRange('TCP', port + 1, port + 2)),
});
const grants = fc.array(grant, { maxLength: 5 });

type Grants = readonly { readonly addresses: AddressSet; readonly ports: PortSet }[];

function granted(list: Grants, point: bigint): PortSet {
  return list
    .filter((each) => includes(each.addresses.points, point))
    .reduce((all, { ports }) => unitePorts(all, ports), noPorts);
}

function at({ starts, ports }: AddressPorts, point: bigint): PortSet {
  return ports[starts.filter((start) => start <= point).length - 1] ?? noPorts;
}

describe('ports by address', () => {
  test('hold for each address all that is granted to it, in the fewest stretches', () => {
    fc.assert(
      fc.property(grants, (list) => {
        const map = addressPortsOf(list);
        for (const point of points) assert.equal(at(map, point), granted(list, point));
        for (const [index, ports] of map.ports.entries())
          assert.notEqual(ports, map.ports[index - 1] ?? noPorts);
        assert.equal(map.ports.at(-1) ?? noPorts, noPorts);
      }),
    );
  });

  test('unite and cover address by address', () => {
    fc.assert(
      fc.property(grants, grants, (one, other) => {
        const [first, second] = [addressPortsOf(one), addressPortsOf(other)];
        assert.deepEqual(uniteAddressPorts(first, second), addressPortsOf([...one, ...other]));
        const covered = points.every((point) => isSubsetOfPorts(granted(one, point), granted(other, point)));
        assert.equal(areAddressPortsCovered(first, second), covered);
      }),
    );
  });

  test('compare to what differs, each address once', () => {
    fc.assert(
      fc.property(grants, grants, (one, other) => {
        const changes = compareAddressPorts(addressPortsOf(one), addressPortsOf(other));
        for (const point of points) {
          const [before, after] = [granted(one, point), granted(other, point)];
          const holding = changes.filter((change) => includes(change.addresses.points, point));
          assert.equal(holding.length, before === after ? 0 : 1);
          for (const change of holding) assert.deepEqual([change.before, change.after], [before, after]);
        }
      }),
    );
  });
});

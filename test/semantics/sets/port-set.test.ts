import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import type { Protocol } from '../../../src/model/networkpolicy.ts';
import {
  describePorts,
  everyPort,
  everyTransportPort,
  hasOtherProtocols,
  hasPort,
  intersectPorts,
  isSubsetOfPorts,
  noPorts,
  portIntervals,
  portRange,
  type PortSet,
  portsInSeveral,
  portsOf,
  subtractPorts,
  uniteAllPorts,
  unitePorts,
} from '../../../src/semantics/sets/port-set.ts';

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const borders = [1, 2, 3, 79, 80, 81, 65534, 65535];

const portSet: fc.Arbitrary<PortSet> = fc
  .array(
    fc.oneof(
      fc.constantFrom(everyPort, everyTransportPort, noPorts, ...protocols.map(portsOf)),
      fc
        .tuple(fc.constantFrom(...protocols), fc.constantFrom(...borders), fc.constantFrom(...borders))
        .map(([protocol, one, other]) => portRange(protocol, Math.min(one, other), Math.max(one, other))),
    ),
    { maxLength: 4 },
  )
  .map((sets) => sets.reduce(unitePorts, noPorts));

/** A port set as the naive model has it: every point that could differ, and whether it is in. */
function pointsOf(ports: PortSet): string {
  const points = protocols.flatMap((protocol) =>
    [...borders, 4, 78, 82, 65533].map((port) => hasPort(ports, protocol, port)),
  );
  return [...points, hasOtherProtocols(ports)].map(Number).join('');
}

function pointwise(one: PortSet, other: PortSet, keep: (a: boolean, b: boolean) => boolean): string {
  const second = pointsOf(other);
  return pointsOf(one)
    .split('')
    .map((bit, index) => Number(keep(bit === '1', second[index] === '1')))
    .join('');
}

describe('port sets', () => {
  test('union, intersection and difference are those of their points', () => {
    fc.assert(
      fc.property(portSet, portSet, (one, other) => {
        assert.equal(
          pointsOf(unitePorts(one, other)),
          pointwise(one, other, (a, b) => a || b),
        );
        assert.equal(
          pointsOf(intersectPorts(one, other)),
          pointwise(one, other, (a, b) => a && b),
        );
        assert.equal(
          pointsOf(subtractPorts(one, other)),
          pointwise(one, other, (a, b) => a && !b),
        );
      }),
    );
  });

  test('equal sets are the same object, whatever way they were made', () => {
    fc.assert(
      fc.property(portSet, portSet, portSet, (a, b, c) => {
        assert.equal(unitePorts(a, b), unitePorts(b, a));
        assert.equal(unitePorts(unitePorts(a, b), c), unitePorts(a, unitePorts(b, c)));
        assert.equal(
          intersectPorts(a, unitePorts(b, c)),
          unitePorts(intersectPorts(a, b), intersectPorts(a, c)),
        );
        assert.equal(subtractPorts(a, unitePorts(b, c)), subtractPorts(subtractPorts(a, b), c));
        assert.equal(unitePorts(subtractPorts(a, b), intersectPorts(a, b)), a);
        assert.equal(a === b, pointsOf(a) === pointsOf(b));
      }),
    );
  });

  test('the union of many is that of one after the other', () => {
    fc.assert(
      fc.property(fc.array(portSet, { maxLength: 12, size: 'max' }), (sets) => {
        assert.equal(uniteAllPorts(sets), sets.reduce(unitePorts, noPorts));
      }),
    );
  });

  test('a set is in another when nothing of it is outside', () => {
    fc.assert(
      fc.property(portSet, portSet, (one, other) => {
        assert.equal(isSubsetOfPorts(one, other), unitePorts(one, other) === other);
      }),
    );
  });

  test('all ports of all protocols by number are not everything: other protocols remain', () => {
    const all = protocols.map((protocol) => portRange(protocol, 1, 65535)).reduce(unitePorts);
    assert.equal(all, everyTransportPort);
    assert.notEqual(all, everyPort);
    assert.ok(hasOtherProtocols(subtractPorts(everyPort, all)));
  });

  test('intervals name each port once, in order', () => {
    fc.assert(
      fc.property(portSet, (ports) => {
        const rebuilt = portIntervals(ports).map(({ protocol, first, last }) =>
          portRange(protocol, first, last),
        );
        assert.equal(rebuilt.reduce(unitePorts, noPorts), intersectPorts(ports, everyTransportPort));
      }),
    );
  });

  const wordings: readonly (readonly [ports: PortSet, words: string])[] = [
    [noPorts, 'nothing'],
    [everyPort, 'everything'],
    [everyTransportPort, 'every port of TCP, every port of UDP, every port of SCTP'],
    [portsOf('UDP'), 'every port of UDP'],
    [unitePorts(portRange('TCP', 80, 80), portRange('TCP', 8000, 8100)), 'TCP 80, 8000-8100'],
    [unitePorts(portRange('UDP', 53, 53), portRange('TCP', 53, 53)), 'TCP 53, UDP 53'],
    [subtractPorts(everyPort, everyTransportPort), 'other protocols'],
    [portRange('TCP', 2, 1), 'nothing'],
  ];
  for (const [ports, words] of wordings) {
    test(`reads ${words}`, () => assert.equal(describePorts(ports), words));
  }
});

test('what several sets have, and what lies within another, are as the operations on two say', () => {
  fc.assert(
    fc.property(fc.array(portSet, { maxLength: 5 }), (sets) => {
      const shared = sets.flatMap((one, index) =>
        sets.slice(index + 1).map((other) => intersectPorts(one, other)),
      );
      assert.equal(portsInSeveral(sets), uniteAllPorts(shared));
      for (const one of sets) {
        for (const other of sets)
          assert.equal(isSubsetOfPorts(one, other), subtractPorts(one, other) === noPorts);
      }
    }),
  );
});

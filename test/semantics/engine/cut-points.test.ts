import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { createCutPoints } from '../../../src/semantics/engine/cut-points.ts';

test('a line is divided at the points in use and at those not yet taken out', () => {
  const step = fc.record({
    what: fc.constantFrom('use', 'use', 'release', 'look'),
    point: fc.bigInt(0n, 6n),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const cuts = createCutPoints();
      const uses = new Map<bigint, number>();
      for (const { what, point } of steps) {
        const used = uses.get(point) ?? 0;
        if (what === 'use') {
          assert.equal(cuts.use(point), used === 0);
          uses.set(point, used + 1);
        }
        if (what === 'release' && used > 0) {
          assert.equal(cuts.release(point), used === 1);
          uses.set(point, used - 1);
          if (used === 1) {
            cuts.remove(point);
            uses.delete(point);
          }
        }
        const before = [...uses.keys()]
          .filter((cut) => cut <= point)
          .sort((one, other) => Number(one - other));
        if (what === 'look') assert.equal(cuts.startOf(point), before.at(-1) ?? 0n);
      }
    }),
    { numRuns: 500 },
  );
});

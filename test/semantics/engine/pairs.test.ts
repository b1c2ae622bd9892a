import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { createEngine } from '../../../src/semantics/engine/engine.ts';
import { allowedSamples, nameOf, pairsOf, samplesIn } from '../../support/pair-oracle.ts';
import { playEvents, randomEvents, randomProfile } from '../../support/random-cluster.ts';

test('on every pair of endpoints the engine allows what the pairwise reference allows', () => {
  fc.assert(
    fc.property(randomEvents, randomProfile, (events, profile) => {
      const { inventory } = playEvents(events);
      const engine = createEngine(inventory, profile);
      for (const [source, destination] of pairsOf(inventory)) {
        const ports = engine.connections(source, destination);
        assert.ok(ports !== undefined);
        assert.equal(
          samplesIn(ports),
          allowedSamples(source, destination, inventory, profile),
          `${nameOf(source)} to ${nameOf(destination)}`,
        );
      }
    }),
    { numRuns: 150 },
  );
});

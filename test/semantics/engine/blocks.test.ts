import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import type { Pod } from '../../../src/model/pod.ts';
import { createEngine, type Engine } from '../../../src/semantics/engine/engine.ts';
import type { EndpointGroup } from '../../../src/semantics/engine/endpoint-group.ts';
import { isExempt } from '../../../src/semantics/engine/exempt.ts';
import { describePorts, noPorts, type PortSet, subtractPorts } from '../../../src/semantics/sets/port-set.ts';
import {
  playEvents,
  playEvent,
  randomEvent,
  randomEvents,
  randomPolicy,
  randomProfile,
} from '../../support/random-cluster.ts';
import { isIn, judgedPairs, nameOf, type Pair } from '../../support/pair-oracle.ts';

function onlyBlock<Block extends { readonly sources: EndpointGroup; readonly destinations: EndpointGroup }>(
  blocks: readonly Block[],
  [source, destination]: Pair,
): Block | undefined {
  const holding = blocks.filter(
    (block) => isIn(block.sources, source) && isIn(block.destinations, destination),
  );
  assert.ok(
    holding.length <= 1,
    `${nameOf(source)} to ${nameOf(destination)} is in ${holding.length} blocks`,
  );
  return holding[0];
}

function connections(engine: Engine, [source, destination]: Pair): PortSet {
  return engine.connections(source, destination) ?? noPorts;
}

function assertPorts(actual: PortSet, expected: PortSet, [source, destination]: Pair, what: string): void {
  assert.equal(
    describePorts(actual),
    describePorts(expected),
    `${what} from ${nameOf(source)} to ${nameOf(destination)}`,
  );
}

test('the blocks of the whole cluster say of every pair what the pair is allowed', () => {
  fc.assert(
    fc.property(randomEvents, randomProfile, (events, profile) => {
      const { inventory } = playEvents(events);
      const engine = createEngine(inventory, profile);
      const blocks = engine.connectivity();
      for (const pair of judgedPairs(inventory)) {
        assertPorts(onlyBlock(blocks, pair)?.ports ?? noPorts, connections(engine, pair), pair, 'ports');
      }
      for (const { ports, sources, destinations } of blocks) {
        assert.notEqual(ports, noPorts);
        assert.ok(sources.podCount + destinations.podCount > 0);
      }
    }),
    { numRuns: 150 },
  );
});

test('the blocks pair by pair are the pairs of pods that may connect', () => {
  fc.assert(
    fc.property(randomEvents, randomProfile, (events, profile) => {
      const { inventory } = playEvents(events);
      const engine = createEngine(inventory, profile);
      const listed = engine
        .connectivity()
        .flatMap(({ sources, destinations, ports }) =>
          [...sources.pods()].flatMap((source) =>
            [...destinations.pods()]
              .filter((destination) => !isExempt(source, destination))
              .map((destination) => `${podName(source)} ${podName(destination)} ${ports.id}`),
          ),
        );
      const expected: string[] = [];
      for (const [source, destination] of judgedPairs(inventory)) {
        const ports = connections(engine, [source, destination]);
        if (source.kind === 'address' || destination.kind === 'address' || ports === noPorts) continue;
        expected.push(`${podName(source.pod)} ${podName(destination.pod)} ${ports.id}`);
      }
      assert.deepEqual(listed.sort(), expected.sort());
    }),
  );
});

function podName(pod: Pod): string {
  return nameOf({ kind: 'pod', pod });
}

test('after any sequence of events the engine answers as one built afresh', () => {
  fc.assert(
    fc.property(
      randomEvents,
      fc.array(randomEvent, { maxLength: 12 }),
      randomProfile,
      (first, events, profile) => {
        const store = playEvents(first.slice(0, 4));
        const engine = createEngine(store.inventory, profile);
        store.onChange((change) => engine.apply(change));
        for (const event of [...first.slice(4), ...events]) {
          playEvent(store, event);
          if (event.kind === 'policies') engine.delta([{ kind: 'put', policy: event.object }]);
        }
        const fresh = createEngine(store.inventory, profile);
        const blocks = engine.connectivity();
        for (const pair of judgedPairs(store.inventory)) {
          assertPorts(connections(engine, pair), connections(fresh, pair), pair, 'ports');
          assertPorts(onlyBlock(blocks, pair)?.ports ?? noPorts, connections(fresh, pair), pair, 'block');
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('the delta of some policies is the difference of two full computations', () => {
  const changes = fc.array(fc.record({ policy: randomPolicy, gone: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(randomEvents, changes, randomProfile, (events, changed, profile) => {
      const store = playEvents(events);
      const engine = createEngine(store.inventory, profile);
      const distinct = [
        ...new Map(changed.map((each) => [`${each.policy.namespace}/${each.policy.name}`, each])).values(),
      ];
      const delta = engine.delta(
        distinct.map(({ policy, gone }) =>
          gone ? { kind: 'remove', namespace: policy.namespace, name: policy.name } : { kind: 'put', policy },
        ),
      );
      for (const { policy, gone } of distinct) playEvent(store, { kind: 'policies', gone, object: policy });
      const after = createEngine(store.inventory, profile);
      let anything = false;
      for (const pair of judgedPairs(store.inventory)) {
        const before = connections(engine, pair);
        const now = connections(after, pair);
        const block = onlyBlock(delta.connections, pair);
        assertPorts(block?.gained ?? noPorts, subtractPorts(now, before), pair, 'gained');
        assertPorts(block?.lost ?? noPorts, subtractPorts(before, now), pair, 'lost');
        anything ||= before !== now;
      }
      if (anything) assert.equal(delta.hasNoEffect, false);
    }),
    { numRuns: 250 },
  );
});

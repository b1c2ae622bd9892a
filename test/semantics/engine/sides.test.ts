import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import { type Direction, directions, type NetworkPolicy } from '../../../src/model/networkpolicy.ts';
import { hasFinished } from '../../../src/model/pod.ts';
import type { Inventory } from '../../../src/model/inventory.ts';
import type { Profile } from '../../../src/semantics/admitting.ts';

import { createEngine, type Engine } from '../../../src/semantics/engine/engine.ts';
import { isolating } from '../../../src/semantics/isolation.ts';
import {
  describePorts,
  intersectPorts,
  noPorts,
  type PortSet,
  subtractPorts,
  unitePorts,
} from '../../../src/semantics/sets/port-set.ts';
import { isIn, judgedPairs, nameOf, sharedFamilies, type Pair } from '../../support/pair-oracle.ts';
import {
  playEvent,
  playEvents,
  randomEvents,
  randomPolicy,
  randomProfile,
} from '../../support/random-cluster.ts';

/** An engine in which only one direction of some policies is in force: what it allows is what that end admits. */
function oneEnd(
  inventory: Inventory,
  policies: Iterable<NetworkPolicy>,
  direction: Direction,
  profile: Profile,
): Engine {
  const store = playEvents([]);
  for (const object of inventory.namespaces.all()) store.put('namespaces', object);
  for (const object of inventory.pods.all()) store.put('pods', object);
  for (const policy of policies) {
    if (policy.isolates.includes(direction)) store.put('policies', { ...policy, isolates: [direction] });
  }
  return createEngine(store.inventory, profile);
}

/** The union over the IP versions that both ends have. */
function overVersions(
  [source, destination]: Pair,
  portsOf: (asked: (engine: Engine) => PortSet) => PortSet,
): PortSet {
  const versions = sharedFamilies(source, destination) ?? [];
  return versions
    .map((family) => portsOf((engine) => engine.connections(source, destination, family) ?? noPorts))
    .reduce(unitePorts, noPorts);
}

describe('the two ends', () => {
  test('a delta tells what one end changes and the other hides', () => {
    fc.assert(
      fc.property(randomEvents, randomPolicy, randomProfile, (events, policy, profile) => {
        const store = playEvents(events);
        const ends = (): readonly Engine[] =>
          directions.map((direction) =>
            oneEnd(store.inventory, store.inventory.policies.all(), direction, profile),
          );
        const before = ends();
        const delta = createEngine(store.inventory, profile).delta([{ kind: 'put', policy }]);
        playEvent(store, { kind: 'policies', gone: false, object: policy });
        const after = ends();
        const whole = (engines: readonly Engine[], pair: Pair): PortSet =>
          overVersions(pair, (ask) => engines.map(ask).reduce(intersectPorts));
        for (const pair of judgedPairs(store.inventory)) {
          const block = delta.connections.find(
            ({ sources, destinations }) => isIn(sources, pair[0]) && isIn(destinations, pair[1]),
          );
          const changed = (from: readonly Engine[], to: readonly Engine[]): PortSet =>
            overVersions(pair, (ask) =>
              to.map((end, index) => subtractPorts(ask(end), ask(from[index] ?? end))).reduce(unitePorts),
            );
          const gain = subtractPorts(changed(before, after), whole(after, pair));
          const loss = subtractPorts(changed(after, before), whole(before, pair));
          const name = `${nameOf(pair[0])} to ${nameOf(pair[1])}`;
          assert.equal(
            describePorts(block?.hiddenGain ?? noPorts),
            describePorts(gain),
            `hidden gain ${name}`,
          );
          assert.equal(
            describePorts(block?.hiddenLoss ?? noPorts),
            describePorts(loss),
            `hidden loss ${name}`,
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a one-sided allow is what the policy admits less what the other end admits', () => {
    let found = 0;
    fc.assert(
      fc.property(randomEvents, randomPolicy, randomProfile, (events, policy, profile) => {
        const store = playEvents(events);
        const allows = createEngine(store.inventory, profile).oneSided(policy);
        found += allows.length;
        for (const direction of directions) {
          const near = oneEnd(store.inventory, [policy], direction, profile);
          const opposite = direction === 'ingress' ? 'egress' : 'ingress';
          const far = oneEnd(store.inventory, store.inventory.policies.all(), opposite, profile);
          for (const pair of judgedPairs(store.inventory)) {
            const subject = direction === 'ingress' ? pair[1] : pair[0];
            if (subject.kind === 'address' || isolating(subject.pod, direction, only(policy)).length === 0)
              continue;
            const admitted = overVersions(pair, (ask) => ask(near));
            const open = overVersions(pair, (ask) => intersectPorts(ask(near), ask(far)));
            const block = allows.find(
              (each) =>
                each.direction === direction &&
                isIn(each.sources, pair[0]) &&
                isIn(each.destinations, pair[1]),
            );
            assert.equal(
              describePorts(block?.ports ?? noPorts),
              describePorts(subtractPorts(admitted, open)),
            );
          }
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(found > 10, `only ${found} one-sided allows were generated`);
  });

  test('newly isolated pods are those that no policy isolated before, and the reverse', () => {
    fc.assert(
      fc.property(randomEvents, randomPolicy, fc.boolean(), (events, policy, gone) => {
        const store = playEvents(events);
        const { namespace, name } = policy;
        const delta = createEngine(store.inventory).delta([
          gone ? { kind: 'remove', namespace, name } : { kind: 'put', policy },
        ]);
        const pods = [...store.inventory.pods.all()].filter((pod) => !hasFinished(pod));
        const isolated = (direction: Direction): readonly boolean[] =>
          pods.map((pod) => isolating(pod, direction, store.inventory).length > 0);
        const before = directions.map(isolated);
        playEvent(store, { kind: 'policies', gone, object: policy });
        for (const [index, direction] of directions.entries()) {
          const now = isolated(direction);
          for (const [place, pod] of pods.entries()) {
            const was = before[index]?.[place] === true;
            const is = now[place] === true;
            assert.equal(delta.newlyIsolated[direction].has(pod), is && !was);
            assert.equal(delta.noLongerIsolated[direction].has(pod), was && !is);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

function only(policy: NetworkPolicy): Inventory {
  return playEvents([{ kind: 'policies', gone: false, object: policy }]).inventory;
}

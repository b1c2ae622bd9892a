import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Pod } from '../../src/model/pod.ts';
import { createStore, ofEveryKind } from '../../src/model/store.ts';
import { matching, matchingAnywhere, namespacesWith } from '../../src/semantics/matching.ts';
import { randomPod, randomPolicy } from '../support/random-cluster.ts';

/** Short lists, lists whose answers are remembered, and lists that are searched by label. */
const pods: fc.Arbitrary<readonly Pod[]> = fc
  .array(randomPod, { maxLength: 90, size: 'max' })
  .map((some) => some.map((pod, index) => ({ ...pod, name: `${pod.name}-${index}` })));

test('the objects of a list that a selector matches are those that it matches one by one', () => {
  fc.assert(
    fc.property(randomPolicy, pods, ({ podSelector }, list) => {
      const expected = list.filter(({ labels }) => podSelector.matches(labels));
      assert.deepEqual(matching(podSelector, list), expected);
      assert.deepEqual(matching(podSelector, list), expected);
    }),
  );
});

test('so are those of all namespaces, also after something has changed', () => {
  const complete = { state: 'complete' } as const;
  fc.assert(
    fc.property(randomPolicy, pods, ({ podSelector }, list) => {
      const store = createStore(ofEveryKind(complete));
      const known = store.inventory.pods;
      for (const half of [list.slice(0, list.length / 2), list]) {
        for (const pod of half) store.put('pods', pod);
        const found = [...known.all()].filter(({ labels }) => podSelector.matches(labels));
        assert.deepEqual([...matchingAnywhere(podSelector, known)], found);
        assert.deepEqual(namespacesWith(podSelector, known), [
          ...new Set(found.map(({ namespace }) => namespace)),
        ]);
      }
    }),
  );
});

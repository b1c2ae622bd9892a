import assert from 'node:assert/strict';
import { test } from 'node:test';
import { annotationsOf, readAnnotations } from '../../src/model/annotations.ts';

test('annotations that no rule reads are not kept', () => {
  const large = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
  assert.deepEqual(readAnnotations(large), {});
  assert.deepEqual(readAnnotations(undefined), {});
  const kept = readAnnotations({
    ...large,
    'linkerd.io/inject': 'enabled',
    'config.linkerd.io/inbound-port': 1,
  });
  assert.deepEqual([...annotationsOf(kept)], [['linkerd.io/inject', 'enabled']]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distance, nearest } from '../../src/model/nearest.ts';

test('slips that people make', () => {
  const fields = ['matchLabels', 'matchExpressions', 'podSelector', 'namespaceSelector', 'endPort'];
  const slips: readonly (readonly [string, string | undefined])[] = [
    ['matchLabel', 'matchLabels'],
    ['matchLables', 'matchLabels'],
    ['podSelectors', 'podSelector'],
    ['nameSpaceSelector', 'namespaceSelector'],
    ['endport', 'endPort'],
    ['toPorts', undefined],
    ['color', undefined],
  ];
  for (const [slip, field] of slips) assert.equal(nearest(slip, fields), field, slip);
});

test('a swap of neighbours is one edit', () => {
  assert.equal(distance('lables', 'labels'), 1);
  assert.equal(distance('', 'abc'), 3);
  assert.equal(distance('abc', 'abc'), 0);
});

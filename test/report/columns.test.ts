import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columns, type Row } from '../../src/report/columns.ts';
import { plain } from '../../src/report/paint.ts';

test('columns are as wide as their widest line, and rows of several lines stand apart', () => {
  const rows: readonly Row[] = [
    [['from'], ['to']],
    [['web'], ['db', '  api']],
    [['longer'], ['db']],
  ];
  assert.equal(columns(rows, plain, 'header'), 'from    to\nweb     db\n          api\n\nlonger  db');
});

test('a name cannot forge a line, and what is wider than a terminal widens no other row', () => {
  const rows: readonly Row[] = [
    [['a\nb\u001B[31m'], ['x']],
    [['c'.repeat(200)], ['y']],
  ];
  const [first = '', second = ''] = columns(rows, plain).split('\n');
  assert.equal(first, `${'a b [31m'.padEnd(80)}  x`);
  assert.equal(second, `${'c'.repeat(200)}  y`);
});

test('the number of rows has no limit', () => {
  const rows: readonly Row[] = Array.from({ length: 150_000 }, () => [['a'], ['b']]);
  assert.equal(columns(rows, plain).length, 150_000 * 5 - 1);
});

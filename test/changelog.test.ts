import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { catalog } from '../src/rules/index.ts';

test('the changelog names every rule', () => {
  const named = new Set(readFileSync('CHANGELOG.md', 'utf8').match(/NP\d{3}/g));
  assert.deepEqual(
    [...named].sort(),
    catalog.map(({ code }) => code),
  );
});

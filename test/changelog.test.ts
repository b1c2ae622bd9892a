import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { catalog } from '../src/rules/index.ts';

test('the changelog names every rule once', () => {
  assert.deepEqual(
    readFileSync('CHANGELOG.md', 'utf8')
      .match(/NP\d{3}/g)
      ?.sort(),
    catalog.map(({ code }) => code).sort(),
  );
});

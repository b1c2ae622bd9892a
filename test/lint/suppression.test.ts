import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readSuppression } from '../../src/lint/suppressions/suppression.ts';

/** As many blanks as the annotations of one object can hold: work that grows with their square does not end here. */
const blanks = ' '.repeat(256 * 1024);

suite('the text of a suppression', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['', '', undefined],
    ['the shop is public', 'the shop is public', undefined],
    ['public;', 'public', undefined],
    ['public; until=2027-03-31', 'public', '2027-03-31'],
    ['public ;until = 2027-03-31 ', 'public', '2027-03-31'],
    ['public until 2027-03-31', 'public', '2027-03-31'],
    ['until=2027-03-31', '', '2027-03-31'],
    ['open until the move is done', 'open until the move is done', undefined],
    ['public;\n  until=2027-03-31', 'public', '2027-03-31'],
    [`public${blanks}for now`, `public${blanks}for now`, undefined],
    [`public;${blanks}until${blanks}=${blanks}2027-03-31${blanks}`, 'public', '2027-03-31'],
  ];
  for (const [text, reason, until] of cases)
    test(`${JSON.stringify(text.replaceAll(blanks, '<blanks>'))} gives a reason and a last day`, () => {
      const read = readSuppression(['NP305'], text, '2026-11-29');
      assert.deepEqual([read.reason, read.until, read.flaw], [reason, until, undefined]);
    });
});

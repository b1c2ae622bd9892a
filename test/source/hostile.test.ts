import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocuments } from '../../src/source/document.ts';

const size = 1024 * 1024;
const fill = (unit: string): string => unit.repeat(Math.ceil(size / unit.length));

/** Twelve lines, each nine times as large as the one before it. */
function bomb(first: string, next: (name: string, before: string) => string): string {
  let text = `a0: &a0 ${first}\n`;
  for (let level = 1; level < 12; level += 1)
    text += `a${level}: &a${level} ${next(
      `a${level}`,
      Array(9)
        .fill(`*a${level - 1}`)
        .join(','),
    )}\n`;
  return text;
}

const lists = bomb('[x]', (_, before) => `[${before}]`);
const merges = bomb('{}', (_, before) => `{<<: [${before}]}`);
const nestedLists = `${bomb('{kind: List, items: [{kind: A}]}', (_, before) => `{kind: List, items: [${before}]}`)}kind: List\nitems: [*a11]\n`;
const deepAliases = Array.from(
  { length: 50 },
  (_, level) =>
    `a${level}: &a${level} ${'['.repeat(400)}${level === 0 ? 'x' : `*a${level - 1}`}${']'.repeat(400)}\n`,
).join('');

/** The number of documents, and what the reason for the first unreadable one says; each was slow or fatal for some reader. */
const texts: Readonly<Record<string, readonly [string, number, RegExp?]>> = {
  'aliases of aliases': [lists, 1, /absurd size/],
  'many such documents': [fill(`${lists}---\n`), 1001, /absurd size/],
  'merges of merges': [merges, 1, /absurd size/],
  'depth through aliases': [deepAliases, 1, /500 levels/],
  'open brackets': [fill('['), 1, /nested deeper/],
  'open braces': [fill('{a: '), 1, /nested deeper/],
  dashes: [fill('- '), 1, /nested deeper/],
  'question marks': [fill('? '), 1, /nested deeper/],
  'steps of mappings': [
    Array.from({ length: 2400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    1,
    /nested deeper/,
  ],
  'an open quote': [`a: "${fill('x\n')}`, 1, /quote " that opens here/],
  'an open bracket with lines': [`a: [${fill('x,\n')}`, 1, /bracket \[ that opens here/],
  'an open JSON string': [`{"a":"${fill('\\"')}`, 1, /quote " that opens here/],
  'separators only': [fill('---\n'), 0],
  'broken documents': [fill('---\na: b: c\n'), 1001, /second/],
  directives: [fill('%A\n'), 1001, /directive/],
  'NUL characters': [fill('\0'), 1, /NUL/],
  'line breaks': [fill('\n'), 0],
  spaces: [`a${fill(' ')}b: c`, 1],
  'a separator with spaces': [`---${fill(' ')}b`, 1, /---/],
  'equal keys': [fill('a: 1\n'), 1],
  'deep equal keys': [`a:\n${fill(' b: {c: 1, c: 2}\n')}`, 1],
  'merges of the same mapping': [`a: &a {b: 1}\nc:\n${fill('  <<: *a\n')}`, 1, /absurd size/],
  'empty items': [fill('-\n'), 1],
  'brackets closed below their key, far to the right': [
    `a: ${' '.repeat(1e6)}{${'\n'.repeat(1e6)}}`,
    1,
    /bracket \{/,
  ],
  digits: [`a: ${'7'.repeat(size)}`, 1],
  'line separators': [fill('\u2028'), 1, /U\+2028/],
};

for (const [title, [text, count, reason]] of Object.entries(texts)) {
  test(`survives ${title}`, () => {
    const documents = readDocuments(text);
    assert.equal(documents.length, count);
    const [first] = documents;
    if (reason !== undefined) assert.match(first?.kind === 'unreadable' ? first.reason : 'readable', reason);
    if (first?.kind === 'document') assert.equal(first.locate('/1000/x').file, undefined);
  });
}

test('lists of lists give no more documents than a text may have', () => {
  const documents = readDocuments(nestedLists);
  const unreadable = documents.find((document) => document.kind === 'unreadable');
  assert.ok(documents.length < 100_000);
  assert.match(unreadable?.reason ?? '', /absurd size/);
});

test('objects as deep as any that is read can be walked recursively', () => {
  const [document] = readDocuments(`a: ${'['.repeat(490)}${']'.repeat(490)}`);
  assert.ok(document?.kind === 'document');
  assert.equal(JSON.stringify(document.value).length, 986);
});

test('after a thousand unreadable documents the rest is said not to have been tried', () => {
  const documents = readDocuments(`a: 1\n${'---\na: b: c\n'.repeat(1001)}---\nb: 2\n`);
  const last = documents.at(-1);
  assert.equal(documents.length, 1002);
  assert.ok(last?.kind === 'unreadable');
  assert.match(last.reason, /not tried/);
});

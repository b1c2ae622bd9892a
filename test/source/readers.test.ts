import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { stringify } from 'yaml';
import { type Document, readDocuments } from '../../src/source/document.ts';

const words = [
  'on',
  'no',
  '010',
  '1_0',
  '~',
  '---',
  '...',
  '- a',
  'a: b',
  '# c',
  '{{ d }}',
  '😀',
  'ä',
  '0x1f',
  '*x',
];
const text = fc.oneof(
  fc.constantFrom(...words),
  fc
    .array(fc.constantFrom(...words, '\n', '\n---\n', '\n...\n', ' b', '\t', '"', "'", '\\', '%'), {
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((string) => !/[\u0085\u2028\u2029\uFEFF]/.test(string)),
);
/** At the beginning of a line no writer protects the markers of documents. */
const key = text.filter((string) => !/^(?:---|\.\.\.)/.test(string));
const { object } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));
const documents = fc.array(object, { minLength: 1, maxLength: 4 });

/** Every way in which a value may come to us; what the writers quote, they quote for readers of YAML 1.1. */
const writers: Readonly<Record<string, (value: unknown) => string>> = {
  'yaml in block style': (value) => stringify(value, { version: '1.1', aliasDuplicateObjects: false }),
  'yaml in flow style': (value) =>
    stringify(value, { version: '1.1', collectionStyle: 'flow', aliasDuplicateObjects: false }),
  'yaml with literal blocks': (value) =>
    stringify(value, { version: '1.1', blockQuote: 'literal', lineWidth: 0, aliasDuplicateObjects: false }),
  'js-yaml': (value) => dump(value, { noRefs: true }),
  'js-yaml, lists not indented': (value) =>
    dump(value, { noRefs: true, seqNoIndent: true, quoteStyle: 'double' }),
  JSON: (value) => `${JSON.stringify(value)}\n`,
  'JSON on many lines': (value) => `${JSON.stringify(value, undefined, '\t')}\n`,
};

function read(source: string): readonly Document[] {
  return readDocuments(source).map((document) => {
    assert.ok(document.kind === 'document', document.kind === 'unreadable' ? document.reason : '');
    return document;
  });
}

for (const [name, write] of Object.entries(writers)) {
  test(`what ${name} wrote is read as it was, however many documents`, () => {
    fc.assert(
      fc.property(documents, (values) => {
        const source = values.map(write).join('---\n');
        assert.deepEqual(
          read(source).map(({ value }) => value),
          values,
        );
      }),
    );
  });

  test(`every key that ${name} wrote is located where it stands`, () => {
    fc.assert(
      fc.property(documents, (values) => {
        const source = values.map(write).join('---\n');
        const lines = source.split('\n');
        for (const document of read(source)) {
          for (const key of Object.keys(document.value ?? {})) {
            if (key.includes('\n') || key.length > 60) continue;
            const { line, column, endLine, endColumn } = document.locate(
              `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
            );
            assert.equal(line, endLine);
            const written = (lines[line - 1] ?? '').slice(column - 1, endColumn - 1);
            assert.deepEqual(read(`${written}: 0`)[0]?.value, { [key]: 0 });
          }
        }
      }),
    );
  });
}

test('the items of a list are read like documents of their own', () => {
  fc.assert(
    fc.property(
      fc.array(
        object.map((value) => ({ ...value, apiVersion: 'v1', kind: 'Pod' })),
        { maxLength: 4 },
      ),
      (items) => {
        for (const write of Object.values(writers))
          assert.deepEqual(
            read(write({ apiVersion: 'v1', kind: 'List', items })).map(({ value }) => value),
            items,
          );
      },
    ),
  );
});

test('no text makes the reader throw, and every location lies in the text', () => {
  const token = fc.constantFrom(
    ...words,
    '\n',
    '\r\n',
    '\r',
    ' ',
    '  ',
    '\t',
    ': ',
    '- ',
    '? ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|\n',
    '>-\n',
    '&a ',
    '*a',
    '<<: ',
    '!!int ',
    '!x ',
    '---\n',
    '\n...\n',
    '%A\n',
    '\0',
    '\u0085',
    '\u2028',
    '\uFEFF',
    '\uD83D',
    'kind: List\n',
    'items:\n',
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
      const source = tokens.join('');
      const lines = source.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
      for (const document of readDocuments(source)) {
        const { line, column, endLine, endColumn } =
          document.kind === 'document' ? document.locate('/items/0/a') : document.location;
        assert.ok(line >= 1 && line <= endLine && endLine <= lines.length);
        assert.ok(column >= 1 && column <= (lines[line - 1] ?? '').length + 1);
        assert.ok(endColumn >= 1 && endColumn <= (lines[endLine - 1] ?? '').length + 1);
        assert.ok(line < endLine || column <= endColumn);
      }
    }),
    { numRuns: 2000 },
  );
});

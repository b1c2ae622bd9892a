import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { readComments } from '../../src/source/comments.ts';

/** Each comment as `text@its line→the line it speaks of`. */
function read(text: string): readonly string[] {
  return readComments(text, 'a.yaml', 'tool').map(
    ({ text: said, location, line }) => `${said}@${location.line}→${line ?? 'none'}`,
  );
}

suite('which line a comment speaks of', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['behind a value', 'a: 1\nb: 2 # tool x\n', ['tool x@2→2']],
    ['above a field', 'a: 1\n# tool x\nb: 2\n', ['tool x@2→3']],
    [
      'over blank lines and other comments',
      '  # tool x\n\n  # other\n  # tool y\na: 1\n',
      ['tool x@1→5', 'tool y@4→5'],
    ],
    ['at the end', 'a: 1\n# tool x\n', ['tool x@2→none']],
    ['before a separator', 'a: 1\n# tool x\n---\nb: 2\n', ['tool x@2→none']],
    ['in a part of its own', '# tool x\n---\na: 1\n', ['tool x@1→none']],
    ['in a list', 'a:\n  - 1\n  # tool x\n  - 2\n', ['tool x@3→4']],
    ['with Windows line ends', 'a: 1\r\n# tool x\r\nb: 2\r\n', ['tool x@2→3']],
    ['behind a byte order mark', '\uFEFF# tool x\na: 1\n', ['tool x@1→2']],
    ['up to another comment', 'a: 1 # tool x # y\n', ['tool x@1→1']],
    ['of another tool', 'a: 1 # a tool\n# my-tool\n', []],
  ];
  for (const [title, text, expected] of cases) test(title, () => assert.deepEqual(read(text), expected));
});

suite('what only looks like a comment', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['in double quotes', 'a: "b # tool x"\n'],
    ['in single quotes over lines', "a: 'b\n  # tool x\n  c'\n"],
    ['in a block', 'a: |\n  b\n  # tool x\n  c\nb: 1\n'],
    ['in a folded block', 'a: >-\n  # tool x\nb: 1\n'],
    ['without a space before', 'a: b#tool x\n'],
    ['in what is no YAML', 'a: [\n# tool x\nb: ]]\n'],
  ];
  for (const [title, text] of cases) test(title, () => assert.deepEqual(read(text), []));
});

test('no value of any document is taken for a comment, and the comment behind it is read', () => {
  const piece = fc.constantFrom(
    ' # tool x',
    '\n# tool x',
    '# tool x',
    '"',
    "'",
    ':',
    ' ',
    '\n',
    'a',
    '- ',
    '|',
  );
  const value = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.dictionary(value, value), fc.array(value), (fields, items) => {
      const text = dump({ fields, items });
      assert.deepEqual(read(text), [], text);
      assert.deepEqual(read(`${text}end: 1 # tool y\n`).length, 1, text);
    }),
  );
});

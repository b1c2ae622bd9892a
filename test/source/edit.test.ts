import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { PatchOperation } from '../../src/model/patch.ts';
import { patched } from '../../src/model/patch.ts';
import { readDocuments } from '../../src/source/document.ts';
import { endOf } from '../../src/source/edit/layout.ts';
import { withEdits } from '../../src/source/edit/text-edit.ts';

/** The first object of the text after the patch, as text; undefined where nobody knows how to write it. */
function edited(text: string, patch: readonly PatchOperation[]): string | undefined {
  const [document] = readDocuments(text);
  assert.ok(document?.kind === 'document');
  const edits = document.editsFor(patch);
  if (edits === undefined) return undefined;
  const after = withEdits(text, edits);
  const [read] = readDocuments(after);
  assert.ok(read?.kind === 'document', after);
  assert.deepEqual(read.value, patched(document.value, patch), after);
  return after;
}

function move(from: string, path: string): PatchOperation {
  return { op: 'move', from, path };
}

const fresh = (path: string): PatchOperation => ({ op: 'add', path, value: {} });

type Case = readonly [
  title: string,
  before: string,
  patch: readonly PatchOperation[],
  after: string | undefined,
];

function check(cases: readonly Case[]): void {
  for (const [title, before, patch, after] of cases)
    test(title, () => assert.equal(edited(before, patch), after));
}

suite('a value is replaced', () => {
  const to = (path: string, value: unknown): readonly PatchOperation[] => [{ op: 'replace', path, value }];
  check([
    ['as it stands', 'a: tcp # c\nb: 1\n', to('/a', 'TCP'), 'a: TCP # c\nb: 1\n'],
    ['in its quotes', `a: ["x", 'y']\n`, to('/a/1', "it's"), `a: ["x", 'it''s']\n`],
    ['in double quotes', 'a: "x"', to('/a', 'y"'), 'a: "y\\""'],
    ['by a number', 'a: "80"\r\nb: 2\r\n', to('/a', 80), 'a: 80\r\nb: 2\r\n'],
    ['by a text that needs quotes', 'a: on', to('/a', 'on'), 'a: "on"'],
    ['by an IPv6 range', 'a: [2001:DB8::/32]', to('/a/0', '2001:db8::/32'), 'a: [2001:db8::/32]'],
    ['in JSON', '{"a": {"b": 1}}', to('/a/b', 'x'), '{"a": {"b": "x"}}'],
    ['in an item of a List', 'kind: List\nitems:\n- a: 1\n', to('/a', 2), 'kind: List\nitems:\n- a: 2\n'],
    ['by a list', 'a: 10.0.0.0/8 # c\n', to('/a', ['10.0.0.0/8']), 'a: [10.0.0.0/8] # c\n'],
    ['by a list, in a line of its own', 'a:\n  -b\n', to('/a', ['b']), 'a:\n  - b\n'],
    ['by a mapping', "a: ['b']\n", to('/a/0', { c: 'b' }), "a: [{c: 'b'}]\n"],
    ['by a mapping behind a dash', 'a:\n- 80\n', to('/a/0', { c: 80 }), 'a:\n- c: 80\n'],
    ['by a mapping in JSON', '{"a": [80]}', to('/a/0', { c: { d: 80 } }), '{"a": [{"c": {"d": 80}}]}'],
    [
      'by the list of it',
      'a:\n  b: 1 # c\n  # d\n\n  e:\n  - f\n',
      to('/a', [{ b: 1, e: ['f'] }]),
      'a:\n  - b: 1 # c\n    # d\n\n    e:\n    - f\n',
    ],
    ['by the list of it, in brackets', 'a: {b: 1} # c', to('/a', [{ b: 1 }]), 'a: [{b: 1}] # c'],
    [
      'by the mapping of its items',
      'a:\n- b: 1\n  c: 2\n# d\n- e: 3\n',
      to('/a', { b: 1, c: 2, e: 3 }),
      'a:\n  b: 1\n  c: 2\n# d\n  e: 3\n',
    ],
    ['not of items in brackets', 'a: [{b: 1}]', to('/a', { b: 1 }), undefined],
    ['not where an anchor is', 'a: &x 1\nb: *x\n', to('/b', 2), undefined],
    ['not in many lines', 'a: |\n  x\n', to('/a', 'y'), undefined],
    ['not by an empty list', 'a: 1\n', to('/a', []), undefined],
    ['not where it is not written', 'a:\n', to('/a', 1), undefined],
    ['not where it is merged', 'x: &x {a: 1}\ny:\n  <<: *x\n', to('/y/a', 2), undefined],
  ]);
});

suite('a key is renamed', () => {
  check([
    ['as it stands', '- a: 1\n'.slice(2), [move('/a', '/b')], 'b: 1\n'],
    ['in its quotes', '{"a": {"c": 1}}', [move('/a/c', '/a/d')], '{"a": {"d": 1}}'],
    ['below a dash', 'x:\n- ab: # c\n    c: 1\n', [move('/x/0/ab', '/x/0/b')], 'x:\n- b: # c\n    c: 1\n'],
    ['not when it stands there twice', 'a: 1\na: 2\n', [move('/a', '/b')], undefined],
  ]);
});

suite('items are merged', () => {
  const merge = [move('/x/1/b', '/x/0/b'), { op: 'remove', path: '/x/1' }] as const;
  check([
    ['the dash goes', 'x:\n- a: 1\n# c\n- b: 2 # d\n', merge, 'x:\n- a: 1\n# c\n  b: 2 # d\n'],
    ['to the right', 'x:\n-   a: 1\n- b:\n  # c\n  - 2\n', merge, 'x:\n-   a: 1\n    b:\n    # c\n    - 2\n'],
    ['to the left', 'x:\n- a: 1\n-   b:\n      c: 2\n', merge, 'x:\n- a: 1\n  b:\n    c: 2\n'],
    ['in brackets', 'x: [{a: 1}, {b: 2}]\n', merge, 'x: [{a: 1, b: 2}]\n'],
    ['in JSON', '{"x": [ {"a": 1},\n {"b": 2} ]}', merge, '{"x": [ {"a": 1, "b": 2} ]}'],
    ['in brackets below dashes', 'x:\n- {a: {c: 1}}\n- {b: 2}\n', merge, 'x:\n- {a: {c: 1}, b: 2}\n'],
    [
      'the later into the earlier, whichever is named first',
      'x:\n  - b: 2\n  - a: 1\n',
      [move('/x/0/b', '/x/1/b'), { op: 'remove', path: '/x/0' }],
      'x:\n  - b: 2\n    a: 1\n',
    ],
    ['not of two kinds', 'x:\n- a: 1\n- {b: 2}\n', merge, undefined],
    [
      'not over another',
      'x:\n- a: 1\n- c: 1\n- b: 1\n',
      [move('/x/2/b', '/x/0/b'), { op: 'remove', path: '/x/2' }],
      undefined,
    ],
  ]);
});

suite('several items are merged', () => {
  const merge = [
    move('/x/2/c', '/x/0/c'),
    { op: 'remove', path: '/x/2' },
    move('/x/1/b', '/x/0/b'),
    { op: 'remove', path: '/x/1' },
  ] as const;
  check([
    ['the dashes go', 'x:\n- a: 1\n- b: 2\n- c: 3\n', merge, 'x:\n- a: 1\n  b: 2\n  c: 3\n'],
    ['in brackets', 'x: [{a: 1}, {b: 2}, {c: 3}]', merge, 'x: [{a: 1, b: 2, c: 3}]'],
    [
      'all that they hold',
      'x:\n- a: 1\n- b: 2\n  d: 4\n',
      [move('/x/1/b', '/x/0/b'), move('/x/1/d', '/x/0/d'), { op: 'remove', path: '/x/1' }],
      'x:\n- a: 1\n  b: 2\n  d: 4\n',
    ],
    ['not half of them', 'x:\n- a: 1\n- b: 2\n- c: 3\n', merge.slice(0, 2), undefined],
  ]);
});

suite('an entry is added', () => {
  const add: readonly PatchOperation[] = [{ op: 'add', path: '/x/0/b', value: 'TCP' }];
  check([
    ['below the last', 'x:\n- a: 1 # c\ny: 1\n', add, 'x:\n- a: 1 # c\n  b: TCP\ny: 1\n'],
    ['in brackets', 'x: [{a: 1}]\n', add, 'x: [{a: 1, b: TCP}]\n'],
    ['in JSON', '{"x": [{"a": 1}]}', add, '{"x": [{"a": 1, "b": "TCP"}]}'],
    [
      'beside another repair',
      'x:\r\n- a: 1-2',
      [
        { op: 'replace', path: '/x/0/a', value: 1 },
        { op: 'add', path: '/x/0/b', value: 2 },
      ],
      'x:\r\n- a: 1\r\n  b: 2',
    ],
    ['not to an empty mapping', 'x: [{}]', add, undefined],
  ]);
});

test('an item is not removed', () => {
  assert.equal(edited('x: [a, b]', [{ op: 'remove', path: '/x/0' }]), undefined);
});

suite('an item is added', () => {
  const mapping: readonly PatchOperation[] = [{ op: 'add', path: '/x/-', value: { a: 1, b: 'TCP' } }];
  const add: readonly PatchOperation[] = [{ op: 'add', path: '/x/-', value: 'Egress' }];
  check([
    ['below the last', 'x:\n- a # c\ny: 1\n', add, 'x:\n- a # c\n- Egress\ny: 1\n'],
    ['at the end of a text', 'x:\r\n  - "a"', add, 'x:\r\n  - "a"\r\n  - "Egress"'],
    ['in brackets', 'x: [a, b ] # c', add, 'x: [a, b, Egress ] # c'],
    ['in JSON', '{"x": ["a"]}', add, '{"x": ["a", "Egress"]}'],
    ['not to an empty list', 'x: []', add, undefined],
    ['not to mappings', 'x: [{a: 1}]', add, undefined],
    [
      'a mapping in lines',
      'x:\n  - b: UDP # c\n    a: 1\ny: 1\n',
      mapping,
      'x:\n  - b: UDP # c\n    a: 1\n  - b: TCP\n    a: 1\ny: 1\n',
    ],
    ['a mapping in brackets', 'x: [{a: 1}]\n', mapping, 'x: [{a: 1}, {a: 1, b: TCP}]\n'],
    ['a mapping in brackets behind a dash', 'x:\n- {a: 1}', mapping, 'x:\n- {a: 1}\n- {a: 1, b: TCP}'],
    ['a mapping in JSON', '{"x": [{"a": 1}]}', mapping, '{"x": [{"a": 1}, {"a": 1, "b": "TCP"}]}'],
  ]);
});

suite('entries are put one level deeper', () => {
  check([
    [
      'under a new key, with their comments',
      's:\n  a: 1 # c\n  # d\n  b:\n    - 2\n\n  e: 3\n',
      [fresh('/s/k'), move('/s/a', '/s/k/a'), move('/s/b', '/s/k/b')],
      's:\n  k:\n    a: 1 # c\n    # d\n    b:\n      - 2\n\n  e: 3\n',
    ],
    [
      'below a dash',
      'x:\r\n- a: 1\r\n',
      [fresh('/x/0/k'), move('/x/0/a', '/x/0/k/a')],
      'x:\r\n- k:\r\n    a: 1\r\n',
    ],
    [
      'in brackets',
      'x: {a: {b: 1}, c: 2}',
      [fresh('/x/k'), move('/x/a', '/x/k/a')],
      'x: {k: {a: {b: 1}}, c: 2}',
    ],
    [
      'under the key before them',
      'k:\na: 1\nb: 2\n',
      [fresh('/k'), move('/a', '/k/a')],
      'k:\n  a: 1\nb: 2\n',
    ],
    ['in the place of {}', 'k: {} # c\na: 1\n', [fresh('/k'), move('/a', '/k/a')], 'k: # c\n  a: 1\n'],
    [
      'not when they stand apart',
      'a: 1\nx: 2\nb: 3\n',
      [fresh('/k'), move('/a', '/k/a'), move('/b', '/k/b')],
      undefined,
    ],
  ]);
});

suite('an entry is moved', () => {
  check([
    ['out of the last', 'a:\n  b: 1\n  c:\n  - 2 # d\n', [move('/a/c', '/c')], 'a:\n  b: 1\nc:\n- 2 # d\n'],
    ['out of the only one', 'a:\n  c: 1\nb: 2\n', [move('/a/c', '/c')], 'a: {}\nb: 2\nc: 1\n'],
    ['to the right', 'a: 1\nb:\n  c:\n    d: 2', [move('/a', '/b/c/a')], 'b:\n  c:\n    d: 2\n    a: 1'],
    [
      'from behind a dash',
      'x:\n- ports:\n  - 1\n  from: 2\ny: 3\n',
      [move('/x/0/ports', '/ports')],
      'x:\n- from: 2\ny: 3\nports:\n- 1\n',
    ],
    [
      'several of them in order',
      'a:\n  b: 1\n  c: 2\n  d: 3\n',
      [move('/a/b', '/b'), move('/a/c', '/c')],
      'a:\n  d: 3\nb: 1\nc: 2\n',
    ],
    [
      'with the comments right above it',
      'a:\r\n  b: 1\r\n  # d\r\n\r\n  # e\r\n  # f\r\n  c: 2\r\n',
      [move('/a/c', '/c')],
      'a:\r\n  b: 1\r\n  # d\r\n\r\n# e\r\n# f\r\nc: 2\r\n',
    ],
    [
      'at the end of a text without a last line break',
      'a:\n  b: 1\n  c: 2',
      [move('/a/c', '/c')],
      'a:\n  b: 1\nc: 2',
    ],
    ['not in brackets', '{a: {b: 1}}', [move('/a/b', '/b')], undefined],
  ]);
});

test('what is not closed is looked through once, whatever its comments hold', () => {
  const text = `[a ${'# '.repeat(5000)}x`;
  const item = { type: 'scalar', start: 1, end: 2, text: 'a', plain: true, tag: undefined } as const;
  assert.equal(endOf({ type: 'sequence', start: 0, items: [item] }, text), undefined);
});

test('edits at one place are made in the order given', () => {
  const edits = [
    { start: 1, end: 1, text: 'x' },
    { start: 1, end: 1, text: 'y' },
    { start: 0, end: 1, text: '' },
  ];
  assert.equal(withEdits('ab', edits), 'xyb');
});

test('a patch that cannot be applied changes nothing', () => {
  const document = { a: 1 };
  assert.equal(patched(document, [{ op: 'remove', path: '/b' }]), undefined);
  assert.deepEqual(patched(document, [{ op: 'replace', path: '/a', value: 2 }]), { a: 2 });
  assert.deepEqual(document, { a: 1 });
});

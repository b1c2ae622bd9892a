import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Document, readDocuments } from '../../src/source/document.ts';

/** The values of the documents that could be read, and the reasons for the others. */
function read(text: string): readonly unknown[] {
  return readDocuments(text).map((document) =>
    document.kind === 'document' ? document.value : document.reason,
  );
}

const separator =
  'kubectl takes no line that begins with --- and goes on; write --- alone to separate documents';
const directive = 'kubectl refuses a text with a % directive; delete the line';
const ignored = 'kubectl ignores what follows the line ...; write --- instead';

const texts: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['an empty text', '', []],
  ['blank lines and comments', '\n# c\n---\n\n---\n  # d\n', []],
  ['documents of null', '---\nnull\n---\n~\n', []],
  ['two documents', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['no line break at the end', 'a: 1\n---\nb: 2', [{ a: 1 }, { b: 2 }]],
  ['a separator at both ends', '---\na: 1\n---\n', [{ a: 1 }]],
  ['a comment behind the separator', 'a: 1\n--- # c\nb: 2\n---#c\nc: 3', [{ a: 1 }, { b: 2 }, { c: 3 }]],
  ['carriage returns', 'a: 1\r\n---\r\nb: 2\r\n', [{ a: 1 }, { b: 2 }]],
  ['carriage returns alone', 'a: 1\r---\rb: 2\r', [{ a: 1 }, { b: 2 }]],
  ['a byte order mark', '\uFEFFa: 1', [{ a: 1 }]],
  ['a byte order mark before a later document', 'a: 1\n---\n\uFEFFb: 2', [{ a: 1 }, { b: 2 }]],
  ['the end marker', 'a: 1\n...\n---\nb: 2\n...\n', [{ a: 1 }, { b: 2 }]],
  ['text behind the end marker', 'a: 1\n...\nb: 2\n---\nc: 3', [{ a: 1 }, ignored, { c: 3 }]],
  ['directives', '# c\n%YAML 1.1\n%TAG ! x\n---\na: 1', [directive, directive, { a: 1 }]],
  ['a separator that goes on', 'a: 1\n----\nb: 2', [{ a: 1 }, separator, { b: 2 }]],
  ['a separator with content', '--- {a: 1}\nb: 2', [separator, { b: 2 }]],
  ['--- inside a block scalar', 'a: |\n  ---\n  b\nc: 1', [{ a: '---\nb\n', c: 1 }]],
  ['an indented ---', 'a: 1\n ---\nb: 2', [{ a: '1 ---', b: 2 }]],
  ['tabs between tokens', 'a:\t1\t\nb: {\n\tc: 2\n}', [{ a: 1, b: { c: 2 } }]],
  [
    'brackets closed below their key',
    'a:\n  b: {\n    c: 1\n  }\n  d: [\n  2,\n3 ]\ne: 4',
    [{ a: { b: { c: 1 }, d: [2, 3] }, e: 4 }],
  ],
  [
    'quotes that go on below their key',
    "a:\n  b: 'c\n  d''s'\n  e: \"f\ng\"",
    [{ a: { b: "c d's", e: 'f g' } }],
  ],
  ['anchors', 'a: &x {b: 1}\nc: [*x, *x]', [{ a: { b: 1 }, c: [{ b: 1 }, { b: 1 }] }]],
  ['JSON', '{"a": {"b": [1, "\\ud83d\\ude00\\/"]}}', [{ a: { b: [1, '😀/'] } }]],
  ['JSON with tabs', '{\n\t"a":1\n}\n', [{ a: 1 }]],
  ['JSON objects in a row', '{"a":1}{"b":"}{"}\n {"c":3}', [{ a: 1 }, { b: '}{' }, { c: 3 }]],
  ['JSON objects between separators', '{"a":1}\n---\n{"b":2}', [{ a: 1 }, { b: 2 }]],
  ['a list that is no Kubernetes object', '- op: remove\n  path: /spec', [[{ op: 'remove', path: '/spec' }]]],
  ['a key of __proto__', '{"__proto__": {"a": 1}}', [JSON.parse('{"__proto__": {"a": 1}}')]],
];

for (const [title, text, expected] of texts) {
  test(`reads ${title}`, () => {
    assert.deepEqual(read(text), expected);
  });
}

test('of a broken document only that document is lost', () => {
  const documents = readDocuments('a: 1\n---\nb: "c\nd: 2\n---\ne: 3\n', 'x.yaml');
  assert.deepEqual(
    documents.map((document) => document.kind),
    ['document', 'unreadable', 'document'],
  );
  assert.deepEqual(documents[1]?.file, 'x.yaml');
});

test('a text without fields and a list of objects are no objects', () => {
  for (const text of ['foo', '3', '# c\nkind NetworkPolicy', '- {apiVersion: v1, kind: Pod}'])
    assert.deepEqual(
      readDocuments(text).map((document) => document.kind),
      ['unreadable'],
      text,
    );
});

test('the items of lists are documents, those of nested lists too', () => {
  const text = `
kind: List
apiVersion: v1
items:
- {kind: Pod, x: 1}
- kind: List
  items:
  - {kind: Pod, x: 2}
  - kind: PodList
    apiVersion: v1
    items: [{x: 3}, {kind: Other, x: 4}]
- kind: List
  items: []
---
kind: List
items: {}
`;
  assert.deepEqual(read(text), [
    { kind: 'Pod', x: 1 },
    { kind: 'Pod', x: 2 },
    { apiVersion: 'v1', kind: 'Pod', x: 3 },
    { kind: 'Other', x: 4 },
    { kind: 'List', items: {} },
  ]);
});

test('items that are no objects and items that are lost are told', () => {
  assert.deepEqual(
    readDocuments('kind: List\nitems: [{a: 1}]\nitems:\n- x\n-\n- {b: 2}').map((document) =>
      document.kind === 'document' ? document.value : document.location.line,
    ),
    [2, 4, 5, { b: 2 }],
  );
});

test('of equal keys the last wins, and all that count are told, outermost first', () => {
  const text = 'a: {b: {c: 1, c: 2, c: 3}, d: 4}\na: {b: {c: 5, "c": 6}}\non: 1\n"true": 2\n';
  const [document] = readDocuments(text) as [Document];
  assert.deepEqual(document.value, { a: { b: { c: 6 } }, true: 2 });
  assert.deepEqual(document.duplicateKeys, [
    { path: ['a'], count: 2 },
    { path: ['true'], count: 2, texts: ['1', '2'] },
    { path: ['a', 'b', 'c'], count: 2, texts: ['5', '6'] },
  ]);
});

test('paths of equal keys begin at the item of a list', () => {
  const [, second] = readDocuments('{"kind":"List","items":[{"a":1},{"b":[{"c":1,"c":2}]}]}') as [
    Document,
    Document,
  ];
  assert.deepEqual(second.duplicateKeys, [{ path: ['b', 0, 'c'], count: 2, texts: ['1', '2'] }]);
});

test('a single value is known as it is written', () => {
  const [document] = readDocuments(
    'items: [{ a: on, "b/c": 010, d: "010", e: &x 1.10, f: *x, g: { h: 1 }, i: , i: 0x10 }]\nkind: List\n',
  );
  assert.ok(document?.kind === 'document');
  const texts = ['/a', '/b~1c', '/d', '/e', '/f', '/g', '/g/h', '/i', '/k'].map((pointer) =>
    document.textAt(pointer),
  );
  assert.deepEqual(texts, ['on', '010', '010', '1.10', '1.10', undefined, '1', '0x10', undefined]);
});

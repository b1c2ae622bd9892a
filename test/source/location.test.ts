import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Document, readDocuments } from '../../src/source/document.ts';
import type { Location } from '../../src/source/location.ts';

function only(text: string): Document {
  const [document] = readDocuments(text);
  assert.ok(document?.kind === 'document');
  return document;
}

/** The text at a location, with where it begins; lines are joined by `\n`. */
function shown(text: string, { line, column, endLine, endColumn }: Location): string {
  const lines = text.split(/\r\n?|\n/).slice(line - 1, endLine);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, endColumn - 1);
  lines[0] = (lines[0] ?? '').slice(column - 1);
  return `${line}:${column} ${lines.join('\n')}`;
}

const policy = `# 😀
kind: NetworkPolicy
metadata: {name: "ä😀", 'labels': {"a/b": c, d~e: f}}
spec:
  podSelector:
  ingress:
  - from:
    - podSelector: {}
    -
    - # a comment - with a dash
    - {}
    - [ ]
    - - x
  - ports: [{port: 80}, {port: "b"}, 'c', -1]
  - # nothing
  policyTypes: [Ingress]
  policyTypes: [Egress]
8080: |
  text
more:
- >-
  folded
  text
- plain
  text
`;

const places: readonly (readonly [string, string])[] = [
  ['', '2:1 kind'],
  ['/kind', '2:1 kind'],
  ['/metadata/name', '3:12 name'],
  ['/metadata/labels', "3:25 'labels'"],
  ['/metadata/labels/a~1b', '3:36 "a/b"'],
  ['/metadata/labels/d~0e', '3:46 d~e'],
  ['/spec/podSelector', '5:3 podSelector'],
  ['/spec/podSelector/matchLabels/a', '5:3 podSelector'],
  ['/spec/egress', '4:1 spec'],
  ['/spec/ingress/0', '7:5 from'],
  ['/spec/ingress/0/from/0', '8:7 podSelector'],
  ['/spec/ingress/0/from/1', '9:5 -'],
  ['/spec/ingress/0/from/1/podSelector', '9:5 -'],
  ['/spec/ingress/0/from/2', '10:5 -'],
  ['/spec/ingress/0/from/3', '11:7 {}'],
  ['/spec/ingress/0/from/4', '12:7 [ ]'],
  ['/spec/ingress/0/from/5', '13:9 x'],
  ['/spec/ingress/0/from/6', '7:5 from'],
  ['/spec/ingress/0/from/x', '7:5 from'],
  ['/spec/ingress/1/ports/0', '14:14 port'],
  ['/spec/ingress/1/ports/1/port', '14:26 port'],
  ['/spec/ingress/1/ports/2', "14:38 'c'"],
  ['/spec/ingress/1/ports/3', '14:43 -1'],
  ['/spec/ingress/2', '15:3 -'],
  ['/spec/policyTypes', '17:3 policyTypes'],
  ['/spec/policyTypes/0', '17:17 Egress'],
  ['/8080', '18:1 8080'],
  ['/8080/x', '18:1 8080'],
  ['/more/0', '22:3 folded\n  text'],
  ['/more/1', '24:3 plain\n  text'],
  ['/nothing', '2:1 kind'],
];

for (const [pointer, expected] of places) {
  test(`locates ${pointer === '' ? 'the object' : pointer}`, () => {
    assert.equal(shown(policy, only(policy).locate(pointer)), expected);
  });
}

test('line breaks of every kind count the same', () => {
  for (const lineBreak of ['\r\n', '\r']) {
    const text = policy.replaceAll('\n', lineBreak);
    for (const [pointer, expected] of places)
      assert.equal(shown(text, only(text).locate(pointer)), expected, pointer);
  }
});

test('a byte order mark does not count', () => {
  assert.deepEqual(only('\uFEFFa: 1').locate('/a'), { line: 1, column: 1, endLine: 1, endColumn: 2 });
});

test('locations carry the file and count from its first line', () => {
  const [, document] = readDocuments('a: 1\n--- # next\n# c\nb: 2\n', 'x.yaml');
  assert.ok(document?.kind === 'document');
  assert.deepEqual(document.locate('/b'), { file: 'x.yaml', line: 4, column: 1, endLine: 4, endColumn: 2 });
});

test('each of several equal keys can be located', () => {
  const text = 'a: {b: 1, b: 2}\na:\n  c: 1\n  "c": 2\n';
  const document = only(text);
  assert.equal(shown(text, document.locateOccurrence('/a', 1)), '1:1 a');
  assert.equal(shown(text, document.locateOccurrence('/a', 2)), '2:1 a');
  assert.equal(shown(text, document.locateOccurrence('/a', 3)), '2:1 a');
  assert.equal(shown(text, document.locateOccurrence('/a/c', 1)), '3:3 c');
  assert.equal(shown(text, document.locateOccurrence('/a/c', 2)), '4:3 "c"');
});

test('JSON is located like YAML', () => {
  const text =
    '{\n\t"kind": "List",\n\t"items": [\n\t\t{"a": {"b": [1, {"c": 2}]}},\n\t\t{"a": 1, "a": 2}\n\t]\n}';
  const [first, second] = readDocuments(text) as [Document, Document];
  assert.equal(shown(text, first.locate('')), '4:4 "a"');
  assert.equal(shown(text, first.locate('/a/b/0')), '4:16 1');
  assert.equal(shown(text, first.locate('/a/b/1/c')), '4:20 "c"');
  assert.equal(shown(text, second.locate('/a')), '5:12 "a"');
  assert.equal(shown(text, second.locateOccurrence('/a', 1)), '5:4 "a"');
});

test('of JSON objects in a row each has its own lines', () => {
  const text = '{"a": 1}\n{"b": 2}';
  const [, second] = readDocuments(text) as [Document, Document];
  assert.equal(shown(text, second.locate('/b')), '2:2 "b"');
});

test('what a typed list implies has the place of its item', () => {
  const text = 'kind: PodList\napiVersion: v1\nitems:\n- metadata: {}\n';
  assert.equal(shown(text, only(text).locate('/kind')), '4:3 metadata');
});

test('what an alias or a merge key brings stands where it was written', () => {
  const text = 'x: &x {a: {b: 1}, c: 2}\nm: {<<: *x, c: 3}\nz: [*x]\nw: *x\nv: {<<: [{d: 4}, *x]}\n';
  const document = only(text);
  const at = (pointer: string): string => shown(text, document.locate(pointer));
  assert.equal(at('/m/a/b'), '1:12 b');
  assert.equal(at('/m/c'), '2:13 c');
  assert.equal(at('/z/0'), '3:5 *x');
  assert.equal(at('/z/0/a'), '1:8 a');
  assert.equal(at('/w/c'), '1:19 c');
  assert.equal(at('/v/d'), '5:11 d');
  assert.equal(at('/v/c'), '1:19 c');
  assert.equal(at('/v/e'), '5:1 v');
});

test('brackets closed below their key do not move what is inside or behind', () => {
  const text = 'a:\n  b: {\n    c: 1,\n  d: [2,\n3 ]\n  }\n  e: "f\n g"\nh: [i\n]\nj: k';
  const document = only(text);
  const expected = [
    ['/a/b', '2:3 b'],
    ['/a/b/c', '3:5 c'],
    ['/a/b/d', '4:3 d'],
    ['/a/b/d/1', '5:1 3'],
    ['/a/e', '7:3 e'],
    ['/h/0', '9:5 i'],
    ['/j', '11:1 j'],
  ] as const;
  for (const [pointer, place] of expected) assert.equal(shown(text, document.locate(pointer)), place);
});

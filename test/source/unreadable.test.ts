import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocuments } from '../../src/source/document.ts';

const rendered =
  'is a template that was never rendered; render it first, as in helm template CHART | netpol-lint lint -';
const open = (mark: string, closing: string): string =>
  `the ${mark === closing ? 'quote' : 'bracket'} ${mark} that opens here is not closed, or the lines inside are indented too little; add the closing ${closing}`;
const tab = 'a tab in the indentation; YAML indents with spaces only, so write spaces';
const noFit =
  'this does not fit what stands before it; give all entries of a mapping or list the same indentation';
const left =
  'this does not belong to what stands above it; correct the indentation, or begin a new document with ---';
const noKey = 'a key must be text: not empty, no list and no mapping';
const indentedBelow = 'indented below a line that has a value already; give both the same indentation';
const secondColon =
  'a second `: ` in one entry; begin a line for it, or put the value in quotes if the colon belongs to it';
const closesNothing = 'a bracket that closes nothing; delete it';
const reserved = 'a value cannot begin with @, ` or %; put it in quotes';
const afterQuote = 'text goes on behind the closing quote; put all of it in one pair of quotes';

const mistakes: readonly (readonly [string, string, string])[] = [
  [
    'a separator behind a byte order mark',
    '\r\nitems:\n\uFEFF---\n',
    '3:2-3:5 a second document begins without a line ---',
  ],
  ['a tab as indentation', 'spec:\n\ta: b\n', `2:1-2:2 ${tab}`],
  ['a tab behind spaces', 'spec:\n  a:\n  \t- b\n', `3:3-3:4 ${tab}`],
  ['a tab after CRLF', 'spec:\r\n\ta: b\r\n', `2:1-2:2 ${tab}`],
  [
    'no space after a colon',
    'a:\n  b: c\n  d:e\nf: g\n',
    '3:3-3:5 no space after the colon; write `d: ` and then the value',
  ],
  [
    'no space after the first colon',
    'kind:X\nspec: {}\n',
    '1:1-1:6 no space after the colon; write `kind: ` and then the value',
  ],
  [
    'no space after the colon of a quoted key',
    '"a":b\n',
    '1:5-1:6 no space after the colon; write one before the value',
  ],
  [
    'no space after a dash',
    'a:\n  b:\n  -c\nd: e\n',
    '3:3-3:4 no space after the dash; write `- ` and then the item',
  ],
  [
    'an indented separator',
    'a:\n  b: {}\n  ---\nc: d\n',
    '3:3-3:6 an indented --- separates nothing; begin its line with it',
  ],
  ['no dash', 'a:\n  b:\n  c\n  d\n', '3:3-3:4 a list item without a dash; write `- c`'],
  ['no dash at the end', 'a:\nb\n', '2:1-2:2 a list item without a dash; write `- b`'],
  ['a comment of C', 'a:\n  // all\n  b: c\n', '2:3-2:5 a comment of another language; begin it with #'],
  ['a prompt', '$ kubectl get x\na: b\n', '1:1-1:16 a command of the shell; delete the line'],
  ['no colon', 'a:\n  b\n  c: d\n', '2:3-2:4 a key without a colon; write `key: value`'],
  ['no colon at the end', 'a: |\n b\nc\n', '3:1-3:2 a key without a colon; write `key: value`'],
  ['a quote open to the end', 'a:\n  b: "c\n', `2:6-2:7 ${open('"', '"')}`],
  ['a quote open to the next quote', 'a:\n  b: "c\n  d: "e"\n', `2:6-2:7 ${open('"', '"')}`],
  ['a quote open to the next document', "a: 'b\n---\n", `1:4-1:5 ${open("'", "'")}`],
  ['a quote behind two-unit characters', 'ä: "😀\nb: c\n', `1:4-1:5 ${open('"', '"')}`],
  ['an open bracket', 'a: [b, c\nd: e\n', `1:4-1:5 ${open('[', ']')}`],
  ['an open brace', 'a: {b: c\nd: e\n', `1:4-1:5 ${open('{', '}')}`],
  ['JSON that ends early', '{"a": [{"b": 1}', `1:7-1:8 ${open('[', ']')}`],
  [
    'a missing comma',
    '{"a": 1 "b": 2}',
    '1:1-1:2 the bracket { that opens here is not closed, or a comma is missing inside; add the closing }',
  ],
  ['two commas', '[a,,b]', '1:4-1:5 a comma with nothing before it; delete it'],
  ['a bracket too many', 'a: [b]]\n', `1:7-1:8 ${closesNothing}`],
  ['a bracket too many at the end', '{"a": 1}}', `1:9-1:10 ${closesNothing}`],
  ['text behind a quote', 'a: "b" c\n', `1:8-1:9 ${afterQuote}`],
  ['an apostrophe in quotes', "a: 'it's'\n", `1:8-1:9 ${afterQuote}`],
  [
    'text behind a bracket',
    'a: [b]/32\n',
    '1:7-1:8 text goes on behind the closing bracket; put all of it in quotes',
  ],
  [
    'text behind a brace',
    'a:\n  - b: {c: d}-e\n',
    '2:14-2:15 text goes on behind the closing bracket; put all of it in quotes',
  ],
  [
    'a mapping below a list item',
    'a:\n- b\n   c:\n   - d\n',
    '3:5-3:6 indented below a list item that is text; end that item with a colon if it is a key, or give this the indentation of its own keys',
  ],
  [
    'an unknown escape',
    'a: "\\d"\n',
    '1:6-1:7 no such escape in double quotes; write \\\\ for a backslash, or use single quotes',
  ],
  ['two colons', 'a: b: c\n', `1:5-1:6 ${secondColon}`],
  ['a mapping below a value', 'a:\n  b: c\n    d: e\n', `3:6-3:7 ${indentedBelow}`],
  ['uneven list items', 'a:\n  - b\n - c\n', `3:2-3:3 ${noFit}`],
  ['an uneven key', 'a:\n   b: c\n  d: e\n', `3:3-3:4 ${noFit}`],
  [
    'a list behind a key',
    'a: - b\n',
    '1:4-1:5 a list cannot begin on the line of its key; begin it on the next line',
  ],
  ['a list beside a mapping', 'a: b\n- c\n', `2:1-2:2 ${left}`],
  ['text behind |', 'a: |b\n  c\n', '1:5-1:6 text behind | or >; begin it on the next line'],
  ['@', 'a: @b\n', `1:4-1:5 ${reserved}`],
  ['%', 'a: %b\n', `1:4-1:5 ${reserved}`],
  [
    'a lone *',
    'a: * b\n',
    '1:5-1:6 a value that begins with * refers to an anchor; put it in quotes if it is text',
  ],
  [
    'a pattern',
    'a: *.b\n',
    '1:4-1:7 no &.b comes before the alias, and an anchor holds only up to ---; a value that begins with * needs quotes',
  ],
  ['an alias inside itself', 'a: &b [*b]\n', '1:8-1:10 the alias *b stands inside of what it refers to'],
  [
    'an anchor that kubectl cuts',
    'a: &b:c d\n',
    '1:4-1:8 the anchor &b:c is none for kubectl; name it with letters, digits, - and _, or put the text in quotes',
  ],
  ['a merge of text', 'a: {<<: b}\n', '1:5-1:7 a merge key << takes a mapping or a list of mappings'],
  ['a template as value', 'a:\n  b: {{ .Values.b }}\n', `2:6-2:21 {{ .Values.b }} ${rendered}`],
  [
    'a template as key',
    'a:\n  {{- include "x" . | nindent 2 }}\nb: c\n',
    `2:3-2:35 {{- include "x" . | nindent 2 }} ${rendered}`,
  ],
  ['a template around all', '{{- if .x }}\na: b\n{{- end }}\n', `1:1-1:13 {{- if .x }} ${rendered}`],
  [
    'a template that alone would be text',
    'a: x-{{ .b }}\n{{ toYaml .c }}\n',
    `2:1-2:16 {{ toYaml .c }} ${rendered}`,
  ],
  ['a long template', `a: {{ ${'b'.repeat(99)} }}\n`, `1:4-1:109 {{ ${'b'.repeat(37)}… ${rendered}`],
  ['a Jinja template', 'a:\n  {% if b %}\n  c: d\n', `2:3-2:13 {% if b %} ${rendered}`],
  [
    'a merge conflict',
    'a: b\n<<<<<<< HEAD\nc: d\n',
    '2:1-2:8 <<<<<<< is left from a merge conflict; resolve the conflict',
  ],
  ['Markdown before', '```yaml\na: b\n', '1:1-1:8 ``` is left from Markdown; delete the line'],
  ['Markdown behind', 'a: b\n```\n', '2:1-2:4 ``` is left from Markdown; delete the line'],
  [
    'a here-document',
    'cat <<EOF | kubectl apply -f -\na: b\n',
    '1:1-1:31 a command of the shell; delete the line',
  ],
  ['its end', 'a: b\nEOF\n', '2:1-2:4 EOF is left from a script of the shell; delete the line'],
  [
    'a no-break space as indentation',
    'a:\n  b:\n \u00A0  c:\n      d: e\n  f: g\n',
    '3:2-3:3 a no-break space in the indentation; YAML indents with plain spaces only, so write those',
  ],
  ['no text', 'a: b\0', '1:5-1:6 holds a NUL character, so this is not UTF-8 text; save the file as UTF-8'],
  [
    'a control character',
    'a: \u0001b',
    '1:4-1:5 a control character, which no YAML text may hold; delete it',
  ],
  [
    'a separator that only kubectl sees',
    '# a\u2028b: c\n',
    '1:4-1:5 kubectl takes U+2028 for the end of a line; delete it, or escape it in double quotes',
  ],
  [
    'a line break that only kubectl sees',
    'a: b\u0085c: d\n',
    '1:5-1:6 kubectl takes U+0085 for the end of a line; delete it, or escape it in double quotes',
  ],
  ['a key of null', '~: a\n', `1:1-1:2 ${noKey}`],
  ['infinity', 'a: .inf\n', '1:4-1:8 .inf is no number that JSON knows; put it in quotes if it is text'],
  ['a tag that does not fit', 'a: !!int b\n', '1:10-1:11 the text cannot be read as !!int'],
  [
    'no object',
    '# c\nkind NetworkPolicy\n',
    '2:1-2:19 text without any field, so no object; write `key: value` with a space after the colon',
  ],
  [
    'items twice',
    'kind: List\nitems: []\nitems: []\n',
    '2:1-2:6 the list has items 2 times and only the last is applied; write one list',
  ],
];

for (const [title, text, expected] of mistakes) {
  test(`explains ${title}`, () => {
    const [first, second] = readDocuments(text, 'x.yaml');
    assert.ok(first?.kind === 'unreadable');
    const { file, line, column, endLine, endColumn } = first.location;
    assert.equal(`${line}:${column}-${endLine}:${endColumn} ${first.reason}`, expected);
    assert.equal(file, 'x.yaml');
    assert.equal(second?.kind === 'unreadable' ? second.reason : undefined, undefined);
    const behind = readDocuments(`# c\n---\n${text}`)[0];
    assert.deepEqual(behind?.kind === 'unreadable' && [behind.location.line - 2, behind.reason], [
      line,
      first.reason,
    ]);
  });
}

test('two-unit line separators inside quotes are text', () => {
  const [document] = readDocuments('a: "b\u2028c"\n');
  assert.deepEqual(document?.kind === 'document' && document.value, { a: 'b\u2028c' });
});

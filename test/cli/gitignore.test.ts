import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ignores, parseGitignore } from '../../src/cli/gitignore.ts';

// Each: the file, a path (a trailing slash for folders), and what gitignore(5) says.
const cases: readonly (readonly [string, string, boolean | undefined])[] = [
  ['*.yaml', 'a.yaml', true],
  ['*.yaml', 'deep/down/a.yaml', true],
  ['*.yaml', 'a.yml', undefined],
  ['a.yaml', 'deep/a.yaml', true],
  ['/a.yaml', 'a.yaml', true],
  ['/a.yaml', 'deep/a.yaml', undefined],
  ['deep/a.yaml', 'deep/a.yaml', true],
  ['deep/a.yaml', 'very/deep/a.yaml', undefined],
  ['out/', 'out/', true],
  ['out/', 'out', undefined],
  ['out/', 'deep/out/', true],
  ['**/out', 'deep/down/out', true],
  ['out/**', 'out/a/b', true],
  ['out/**', 'out', undefined],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/*/b', 'a/x/y/b', undefined],
  ['a**b', 'axxb', true],
  ['a**b', 'a/b', undefined],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', undefined],
  ['[a-c].yaml', 'b.yaml', true],
  ['[!a-c].yaml', 'b.yaml', undefined],
  ['[!a-c].yaml', 'd.yaml', true],
  ['[^a-c].yaml', 'd.yaml', true],
  ['[]x].yaml', '].yaml', true],
  ['[a\\]b].yaml', '].yaml', true],
  ['x[!a]y', 'x/y', undefined],
  ['[z-a].yaml', 'm.yaml', undefined],
  ['[ab', '[ab', undefined],
  ['a.c', 'abc', undefined],
  ['a(b)+{c}|$^', 'a(b)+{c}|$^', true],
  ['# a comment', '# a comment', undefined],
  ['\\# a name', '# a name', true],
  ['\\!a', '!a', true],
  ['a   ', 'a', true],
  ['a\\ ', 'a ', true],
  ['a\\*', 'a*', true],
  ['a\\*', 'ab', undefined],
  ['*.yaml\n!keep.yaml', 'keep.yaml', false],
  ['!keep.yaml\n*.yaml', 'keep.yaml', true],
  ['*.yaml\r\n\r\n!keep.yaml\r\n', 'keep.yaml', false],
  ['*', 'a', true],
  ['', 'a', undefined],
  ['/', 'a', undefined],
  ['trailing\\', 'trailing\\', undefined],
];

test('patterns of .gitignore mean what git makes of them', () => {
  for (const [text, path, expected] of cases) {
    const isDirectory = path.endsWith('/');
    const verdict = ignores(parseGitignore(text), path.replace(/\/$/, ''), isDirectory);
    assert.equal(verdict, expected, `${JSON.stringify(text)} on ${path}`);
  }
});

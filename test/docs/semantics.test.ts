import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { testTitles } from '../support/test-titles.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/semantics.md'), 'utf8');

/** Files each test of which is a clause. */
const clauseFiles = ['verdict', 'isolation', 'peers-and-ports', 'defects'];

interface Citation {
  readonly file: string;
  readonly title: string;
}

const citations: readonly Citation[] = [...page.matchAll(/`([a-z/-]+) › ([^`]+)`/g)].map(
  ([, file = '', title = '']) => ({ file, title }),
);
/** The same clause in several settings: `a name: of that protocol (egress: each peer)`. */
function withoutSetting(title: string): string {
  return title.replace(/ \((ingress|egress): [^)]*\)$/, '');
}

describe('the page about semantics', () => {
  const titles = new Map<string, ReadonlySet<string>>();

  before(async () => {
    for (const { file } of citations) titles.set(file, writtenTitles(file));
    for (const file of clauseFiles) {
      const found = await testTitles(fileOf(file));
      titles.set(file, new Set(found.map(withoutSetting)));
    }
  });

  it('names a test in every row of a table of clauses', () => {
    const clauses = page.slice(0, page.indexOf('## Differences from'));
    const rows = clauses.split('\n').filter((line) => /^\| (?!---)/.test(line) && !line.endsWith(' test |'));
    assert.ok(rows.length > 50, `only ${rows.length} rows`);
    for (const row of rows) assert.match(row, / › /);
  });

  it('names tests that there are', () => {
    const missing = citations.filter(({ file, title }) => !titles.get(file)?.has(title));
    assert.deepEqual(missing, []);
  });

  it('names every test of a clause', () => {
    const cited = new Set(citations.map(({ file, title }) => `${file} › ${title}`));
    for (const file of clauseFiles) {
      const suites = suitesOf(file);
      const own = [...(titles.get(file) ?? [])].filter((title) => !suites.has(title));
      assert.ok(own.length > 0, file);
      assert.deepEqual(
        own.filter((title) => !cited.has(`${file} › ${title}`)),
        [],
        file,
      );
    }
  });
});

function fileOf(file: string): string {
  return join(root, 'test/semantics', `${file}.test.ts`);
}

function suitesOf(file: string): ReadonlySet<string> {
  const text = readFileSync(fileOf(file), 'utf8');
  return new Set([...text.matchAll(/^describe\('([^']+)'/gm)].map(([, title = '']) => title));
}

/** The titles that stand in the text of a file; of tests in tables the titles are known when they run only. */
function writtenTitles(file: string): ReadonlySet<string> {
  const text = readFileSync(fileOf(file), 'utf8');
  return new Set([...text.matchAll(/^ *(?:it|test)\('([^']+)'/gm)].map(([, title = '']) => title));
}

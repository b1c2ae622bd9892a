import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import type { Finding } from '../../src/lint/finding.ts';
import type { ReportedFinding } from '../../src/lint/report.ts';
import type { Rule } from '../../src/lint/rule.ts';
import { repairText } from '../../src/manifest/repair.ts';
import { catalog } from '../../src/rules/index.ts';
import { casesOfFile, casesOfPage, findingsOf } from '../support/rule-cases.ts';

const root = process.cwd();
/** Rules that the engine speaks for: no text can show them. */
const withoutExamples = new Set(['NP001']);

for (const rule of catalog) {
  suite(`${rule.code} ${rule.name}`, () => {
    const cases = [...casesOfPage(rule, root), ...casesOfFile(rule, root)];
    for (const { title, text, expected } of cases) {
      test(title, () => {
        const found = findingsOf(rule, text);
        assert.deepEqual(found.map(shown).sort(byLine), expected, JSON.stringify(found, undefined, 1));
        for (const finding of found) assertReadable(finding);
        assertRepairable(rule, text, found);
      });
    }
    if (withoutExamples.has(rule.code)) return;
    test('the page shows at least one case that is found and one that is not', () => {
      const page = casesOfPage(rule, root);
      assert.ok(
        page.some(({ expected }) => expected.length > 0),
        'no example is found',
      );
      assert.ok(
        page.some(({ expected }) => expected.length === 0),
        'no example is silent',
      );
    });
  });
}

test('every rule has a page and every page a rule', () => {
  const pages = readdirSync(`${root}/docs/rules`).filter((name) => /^NP\d{3}\.md$/.test(name));
  assert.deepEqual(
    pages.sort(),
    catalog.map(({ code }) => `${code}.md`),
  );
});

test('codes ascend, names are kebab-case and are the names of the files', () => {
  const codes = catalog.map(({ code }) => code);
  assert.deepEqual(codes, [...new Set(codes)].sort());
  const files = readdirSync(`${root}/src/rules`).filter((name) => name !== 'index.ts');
  assert.deepEqual(files.sort(), catalog.map(({ name }) => `${name}.ts`).sort());
});

test('only certain errors deny by default', () => {
  for (const rule of catalog.filter(({ admission }) => admission === 'deny')) {
    assert.deepEqual([rule.severity, rule.confidence], ['error', 'certain'], rule.code);
  }
});

test('every page has its sections', () => {
  for (const { code } of catalog) {
    const text = readFileSync(`${root}/docs/rules/${code}.md`, 'utf8');
    for (const heading of ['What it finds', 'Why it matters', 'Example', 'Instead', 'When to allow it']) {
      assert.ok(withoutExamples.has(code) || text.includes(`## ${heading}\n`), `${code} lacks ${heading}`);
    }
  }
});

/** What fixes repair in the text is found no more, and nothing is found instead. */
function assertRepairable(rule: Rule, text: string, found: readonly ReportedFinding[]): void {
  const repaired = repairText({ text, chosen: 'named' }, found);
  if (repaired === undefined) return;
  const left = findingsOf(rule, repaired.text).map(({ message }) => message);
  const gone = new Set(repaired.findings.map(({ message }) => message));
  assert.deepEqual(
    left.filter((message) => gone.has(message)),
    [],
    repaired.text,
  );
  assert.ok(left.length <= found.length - repaired.findings.length, repaired.text);
}

function shown({ location, severity }: Finding): { line: number; severity: string } {
  return { line: location?.line ?? 0, severity };
}

function byLine(a: { line: number }, b: { line: number }): number {
  return a.line - b.line;
}

function assertReadable({ message, help }: Finding): void {
  assert.doesNotMatch(`${message} ${help}`, /undefined|\[object|NaN|\p{Cc}/u);
  assert.doesNotMatch(message, /\.$/);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportedFinding } from '../../src/lint/report.ts';
import { toGithub } from '../../src/report/github.ts';
import { emptyReport, sampleReport } from '../support/sample-report.ts';

const [finding] = sampleReport.findings;
assert.ok(finding);

function reportOf(findings: readonly ReportedFinding[]): string {
  return toGithub({ ...emptyReport, findings });
}

test('a finding is a workflow command at its lines, on one line', () => {
  const location = { file: 'k8s/shop.yaml', line: 3, column: 5, endLine: 3, endColumn: 9 };
  assert.equal(
    reportOf([{ ...finding, severity: 'warning', location, message: 'said', help: 'do' }]),
    `::warning file=k8s/shop.yaml,line=3,endLine=3,col=5,endColumn=8,title=${finding.code} ${finding.name}::said%0Ado\n`,
  );
  const several = { ...location, endLine: 4 };
  assert.match(
    reportOf([{ ...finding, severity: 'info', location: several }]),
    /^::notice file=[^:]*,endLine=4,title/,
  );
});

test('what a command would take for its own is escaped', () => {
  const location = { file: 'a,b:c%d\n.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const shown = reportOf([{ ...finding, severity: 'error', location, message: '100 %::stop', help: 'a\nb' }]);
  assert.match(shown, /^::error file=a%2Cb%3Ac%25d \.yaml,line=1,endLine=1,col=1,endColumn=1,title=/);
  assert.match(shown, /::100 %25::stop%0Aa b\n$/);
});

test('standard input is no file', () => {
  const location = { file: '-', line: 3, column: 5, endLine: 3, endColumn: 9 };
  assert.match(reportOf([{ ...finding, location }]), /^::(error|warning|notice) title=/);
});

test('no more than GitHub shows, the worst first, and how many are left out', () => {
  const some = (['info', 'error', 'warning'] as const).flatMap((severity) =>
    Array.from({ length: 12 }, () => ({ ...finding, severity })),
  );
  const lines = reportOf(some).split('\n').slice(0, -1);
  const of = (level: string): number => lines.filter((line) => line.startsWith(`::${level} `)).length;
  assert.deepEqual([of('error'), of('warning'), of('notice')], [10, 10, 10]);
  assert.match(lines[0] ?? '', /^::error/);
  assert.match(lines.at(-1) ?? '', /^::notice title=netpol-lint::7 more findings: /);
  assert.equal(reportOf([]), '');
});

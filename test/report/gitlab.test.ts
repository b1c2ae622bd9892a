import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toGitlab } from '../../src/report/gitlab.ts';
import { emptyReport, sampleReport } from '../support/sample-report.ts';

interface Issue {
  readonly description: string;
  readonly fingerprint: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function issuesOf(report: typeof sampleReport): readonly Issue[] {
  return JSON.parse(toGitlab(report)) as readonly Issue[];
}

test('each finding is an issue with a place, a level and a fingerprint of its own', () => {
  assert.deepEqual(issuesOf(emptyReport), []);
  const issues = issuesOf(sampleReport);
  assert.deepEqual(issues[1], {
    description: 'matchLabel is no field of a label selector; write matchLabels',
    check_name: 'NP102 unknown-field',
    fingerprint: 'NP102 shop.yaml NetworkPolicy shop/api /spec/podSelector/matchLabel',
    severity: 'critical',
    location: { path: 'shop.yaml', lines: { begin: 6 } },
  });
  assert.deepEqual(issues.at(-1)?.location, { path: '-', lines: { begin: 1 } });
});

test('what moves keeps its fingerprint, and what stands twice has two', () => {
  const [finding] = sampleReport.findings;
  const location = finding?.location;
  assert.ok(location);
  const at = (line: number) => ({ ...finding, location: { ...location, line } });
  const prints = (lines: readonly number[]): readonly string[] =>
    issuesOf({ ...emptyReport, findings: lines.map(at) }).map(({ fingerprint }) => fingerprint);
  assert.deepEqual(prints([10]), prints([90]));
  assert.equal(new Set(prints([10, 20, 30])).size, 3);
});

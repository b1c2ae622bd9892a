import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toJson } from '../../src/report/json.ts';
import { reportSchema } from '../../src/report/report-schema.ts';
import { tool } from '../../src/report/tool.ts';
import { emptyReport, sampleReport } from '../support/sample-report.ts';

const validate = new Ajv({ allErrors: true }).compile(reportSchema);

function assertValid(json: string): void {
  assert.ok(validate(JSON.parse(json)), JSON.stringify(validate.errors));
}

test('an empty report is one object with every member', () => {
  const json = toJson(emptyReport);
  assert.equal(
    json,
    `{
  "version": 1,
  "tool": {
    "name": "netpol-lint",
    "version": "${tool.version}"
  },
  "findings": [],
  "suppressed": [],
  "notEvaluated": [],
  "summary": {
    "documents": 0,
    "policies": 0,
    "errors": 0,
    "warnings": 0,
    "infos": 0,
    "suppressed": 0
  }
}
`,
  );
  assertValid(json);
});

test('members come in the published order, and nothing internal comes', () => {
  const [finding, plain, unreadable] = JSON.parse(toJson(sampleReport)).findings;
  assert.deepEqual(Object.keys(finding), [
    'code',
    'name',
    'severity',
    'confidence',
    'message',
    'help',
    'url',
    'object',
    'path',
    'location',
    'related',
    'fix',
  ]);
  assert.deepEqual(Object.keys(finding.object), ['apiVersion', 'kind', 'namespace', 'name']);
  assert.deepEqual(Object.keys(finding.location), ['file', 'line', 'column', 'endLine', 'endColumn']);
  assert.deepEqual(finding.related.map(Object.keys), [
    ['message', 'object', 'path', 'location'],
    ['message', 'object'],
  ]);
  assert.deepEqual(finding.fix, sampleReport.findings[0]?.fix);
  assert.deepEqual(Object.keys(plain).slice(-3), ['object', 'path', 'location']);
  assert.ok(!('object' in unreadable));
});

test('members that a caller adds to a report do not get out', () => {
  const [finding] = sampleReport.findings;
  assert.ok(finding);
  const padded = { ...finding, secret: 1, object: { ...finding.object, secret: 1 } } as typeof finding;
  assert.ok(!toJson({ ...sampleReport, findings: [padded] }).includes('secret'));
});

test('the order of the report is kept, and every patch operation', () => {
  const fix = {
    safe: true,
    patch: [
      { op: 'move' as const, from: '/a', path: '/b' },
      { op: 'replace' as const, path: '/c', value: null },
    ],
  };
  const findings = sampleReport.findings.map((finding) => ({ ...finding, fix }));
  const json = toJson({ ...sampleReport, findings });
  const parsed: { findings: { code: string; fix: unknown }[] } = JSON.parse(json);
  assert.deepEqual(
    parsed.findings.map(({ code }) => code),
    sampleReport.findings.map(({ code }) => code),
  );
  assert.deepEqual(parsed.findings[0]?.fix, fix);
  assertValid(json);
});

test('reports fit the published schema', () => {
  assertValid(toJson(sampleReport));
});

test('the schema refuses what is no report', () => {
  const report = JSON.parse(toJson(sampleReport));
  const [finding] = report.findings;
  const broken = [
    { ...report, version: 2 },
    { ...report, extra: true },
    { ...report, findings: [{ ...finding, target: 0 }] },
    { ...report, findings: [{ ...finding, path: 'spec' }] },
    { ...report, findings: [{ ...finding, severity: 'fatal' }] },
    { ...report, findings: [{ ...finding, location: { ...finding.location, line: 0 } }] },
    { ...report, findings: [{ ...finding, fix: { safe: true, patch: [{ op: 'move', path: '/a' }] } }] },
  ];
  for (const each of broken) assert.ok(!validate(each));
});

test('the version is that of the package', () => {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(tool, { name, version });
});

import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import official from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import type { Log, ReportingDescriptorReference, Result, Run } from 'sarif';
import { toSarif } from '../../src/report/sarif.ts';
import { catalog } from '../../src/rules/index.ts';
import { emptyReport, sampleReport } from '../support/sample-report.ts';

/** The schema of OASIS, as Microsoft ships it; it says draft 4, and uses nothing in which later drafts differ. */
const { $schema: _, id: __, ...schema } = official as Readonly<Record<string, unknown>>;
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

function logOf(report: typeof sampleReport): Log {
  const log = JSON.parse(toSarif(report, catalog)) as Log;
  assert.ok(validate(log), JSON.stringify(validate.errors));
  return log;
}

function resultsOf(report: typeof sampleReport): readonly Result[] {
  return logOf(report).runs[0]?.results ?? [];
}

test('every log keeps to the schema, an empty one too', () => {
  assert.deepEqual(resultsOf(emptyReport), []);
  assert.equal(resultsOf(sampleReport).length, 6);
  assert.ok(!validate({ version: '2.1.0', runs: [{ results: [] }] }), 'a run without a tool');
});

test('the rules are described once, and results and gaps point at them', () => {
  const [run] = logOf(sampleReport).runs;
  assert.ok(run);
  const rules = run.tool.driver.rules ?? [];
  assert.equal(rules.length, catalog.length);
  const named = rulesNamedIn(run);
  assert.equal(named.length, 6 + sampleReport.notEvaluated.length);
  for (const rule of named) assert.equal(rules[rule?.index ?? -1]?.id, rule?.id);
});

function rulesNamedIn({
  results = [],
  invocations = [],
}: Run): readonly (ReportingDescriptorReference | undefined)[] {
  const gaps = invocations.flatMap(({ toolExecutionNotifications = [] }) => toolExecutionNotifications);
  return [...results.map(({ rule }) => rule), ...gaps.map(({ associatedRule }) => associatedRule)];
}

test('a result says what is wrong, what to do, where, and how bad', () => {
  const [split] = resultsOf(sampleReport);
  assert.equal(
    split?.message.text,
    'admits two sources where one was meant. Put namespaceSelector and podSelector into one item.',
  );
  assert.equal(split?.level, 'warning');
  assert.deepEqual(split?.locations?.[0], {
    physicalLocation: {
      artifactLocation: { uri: 'shop.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 10, startColumn: 11, endLine: 11, endColumn: 11 },
    },
    logicalLocations: [{ fullyQualifiedName: 'NetworkPolicy shop/api' }],
  });
  assert.deepEqual(split?.partialFingerprints, {
    'finding/v1': 'NP201 NetworkPolicy shop/api /spec/ingress/0/from/0',
  });
  assert.deepEqual(
    resultsOf(sampleReport).map(({ level }) => level),
    ['warning', 'error', 'error', 'note', 'warning', 'warning'],
  );
});

test('what is suppressed says so, with the reason and its place', () => {
  const [comment, annotation] = resultsOf(sampleReport).flatMap(({ suppressions = [] }) => suppressions);
  assert.deepEqual([comment?.kind, comment?.justification], ['inSource', 'the shop is public']);
  assert.equal(comment?.location?.physicalLocation?.region?.startLine, 9);
  assert.deepEqual(annotation, { kind: 'inSource' });
});

test('names of files are URIs, and standard input is no file', () => {
  const at = (file: string) => {
    const [finding] = sampleReport.findings;
    assert.ok(finding?.location);
    const { related: _, ...rest } = finding;
    const report = { ...emptyReport, findings: [{ ...rest, location: { ...finding.location, file } }] };
    return resultsOf(report)[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
  };
  assert.deepEqual(at('a b/ü.yaml'), { uri: 'a%20b/%C3%BC.yaml', uriBaseId: '%SRCROOT%' });
  assert.deepEqual(at('a:1/#2?.yaml'), { uri: 'a%3A1/%232%3F.yaml', uriBaseId: '%SRCROOT%' });
  assert.deepEqual(at('/tmp/a.yaml'), { uri: 'file:///tmp/a.yaml' });
  assert.equal(at('-'), undefined);
});

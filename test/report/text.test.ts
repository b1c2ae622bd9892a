import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportedFinding } from '../../src/lint/report.ts';
import { toConcise } from '../../src/report/concise.ts';
import { type Paint, plain } from '../../src/report/paint.ts';
import { toPretty } from '../../src/report/pretty.ts';
import { renderedFrom } from '../../src/report/rendered-from.ts';
import { emptyReport, sampleReport, sampleText } from '../support/sample-report.ts';

const texts = new Map([['shop.yaml', sampleText]]);

test('concise is one line a finding, by position', () => {
  assert.equal(
    toConcise(sampleReport),
    `broken.yaml:2:1: error NP003 a bracket is not closed
shop.yaml:6:5: error NP102 matchLabel is no field of a label selector
shop.yaml:10:11: warning NP201 admits two sources where one was meant
NetworkPolicy shop/api: info NP401 selects no pod of namespace shop
shop.yaml:10:11: suppressed NP305 everyone may connect; because: the shop is public (until 2027-03-31)
shop.yaml:10:11: suppressed NP305 everyone may connect; because: no reason is given
`,
  );
  assert.equal(toConcise(emptyReport), '');
});

test('pretty shows the sentence, the place, the lines and what to do', () => {
  assert.equal(
    toPretty(sampleReport, { texts, paint: plain }),
    `broken.yaml

error: a bracket is not closed [NP003 unreadable-document]
  at broken.yaml:2:1
  help: repair the syntax at this line

shop.yaml

error: matchLabel is no field of a label selector [NP102 unknown-field]
  at shop.yaml:6:5  NetworkPolicy shop/api  /spec/podSelector/matchLabel
  5 |   podSelector:
  6 |     matchLabel:
    |     ^^^^^^^^^^
  help: write matchLabels

warning: admits two sources where one was meant [NP201 split-peer]
  at shop.yaml:10:11  NetworkPolicy shop/api  /spec/ingress/0/from/0
   9 |     - from:
  10 |         - namespaceSelector: {}
     |           ^^^^^^^^^^^^^^^^^^^^^
  see shop.yaml:11:11: the other source
  see Pod shop/web-0: the pod that was meant
  help: put namespaceSelector and podSelector into one item

info: selects no pod of namespace shop [NP401 unmatched-pod-selector]
  at NetworkPolicy shop/api  /spec/podSelector
  help: check the label app=api

suppressed: everyone may connect [NP305 open-to-world]
  at shop.yaml:10:11
  because: the shop is public (until 2027-03-31)

suppressed: everyone may connect [NP305 open-to-world]
  at shop.yaml:10:11
  because: no reason is given

not evaluated:
  no pod of namespace web was given (NP401; 2 objects)
  no namespace was given (NP401, NP402; NetworkPolicy shop/api)
  the document could not be read (NP301)
  to have that judged, give these objects too, as files or with --cluster

2 errors, 1 warning and 1 info in 3 policies (5 documents read), 2 suppressed
`,
  );
});

const [first] = sampleReport.findings;
assert.ok(first);

function framed(text: string, location: Partial<ReportedFinding['location']>): string {
  const at = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 2, ...location };
  const { related: _, ...finding } = { ...first, location: at } as ReportedFinding;
  const shown = toPretty(
    { ...emptyReport, findings: [finding] },
    { texts: new Map([['a.yaml', text]]), paint: plain },
  );
  return shown.split('\n').slice(4, -4).join('\n');
}

test('frames of unusual lines', () => {
  assert.equal(framed('a: b\n', { column: 1, endColumn: 2 }), '  1 | a: b\n    | ^');
  assert.equal(framed('', { column: 1, endColumn: 1 }), '  1 |\n    | ^', 'an empty line');
  assert.equal(framed('a', { line: 7, endLine: 7 }), '', 'a line that the text does not have');
  assert.equal(
    framed('a:\r\n  b: 1\r\n', { line: 2, column: 3, endLine: 3, endColumn: 1 }),
    '  1 | a:\n  2 |   b: 1\n    |   ^^^^',
  );
  assert.equal(
    framed('\ta: \u001b[31m\u202e', { column: 2, endColumn: 3 }),
    '  1 |  a:  [31m\n    |  ^',
    'what moves the cursor',
  );
  const long = `${'x'.repeat(500)}needle${'y'.repeat(500)}`;
  const [line, carets] = framed(long, { column: 501, endColumn: 507 }).split('\n');
  assert.equal(line, `  1 | ${'x'.repeat(20)}needle${'y'.repeat(74)}`);
  assert.equal(carets, `    | ${' '.repeat(20)}^^^^^^`);
});

test('a document that was rendered names the file that it was rendered from', () => {
  const helm =
    '---\n# Source: shop/templates/a.yaml\nkind: A\n---\n# Source: shop/templates/b.yaml\nkind: B\nb: 1\n';
  const kustomize =
    'kind: A\nmetadata:\n  annotations:\n    config.kubernetes.io/origin: |\n      path: base/np.yaml\n  name: a\nspec: {}\n---\nkind: B\n';
  const cases: [string, number, string | undefined][] = [
    [helm, 3, 'shop/templates/a.yaml'],
    [helm, 7, 'shop/templates/b.yaml'],
    [kustomize, 1, 'base/np.yaml'],
    [kustomize, 7, 'base/np.yaml'],
    [kustomize, 9, undefined],
    ['kind: A\n', 1, undefined],
    ['', 5, undefined],
  ];
  for (const [text, line, expected] of cases)
    assert.equal(renderedFrom(text.split('\n'))[line - 1], expected);
  const [finding] = sampleReport.findings.slice(1);
  assert.ok(finding);
  const location = { file: '-', line: 7, column: 1, endLine: 7, endColumn: 2 };
  const shown = toPretty(
    { ...emptyReport, findings: [{ ...finding, location }] },
    { texts: new Map([['-', helm]]), paint: plain },
  );
  assert.match(shown, /at -:7:1 {2}\(rendered from shop\/templates\/b\.yaml\)/);
});

test('many findings in one long document are shown as fast as few', () => {
  const lines = 100_000;
  const text = 'a: 1\n'.repeat(lines);
  const [finding] = sampleReport.findings.slice(1);
  assert.ok(finding);
  const findings = Array.from({ length: 10_000 }, (_, index) => {
    const line = 1 + index * 10;
    const location = { file: 'long.yaml', line, column: 1, endLine: line, endColumn: 2 };
    return { ...finding, message: `finding ${index}`, location };
  });
  const shown = toPretty(
    { ...emptyReport, findings },
    { texts: new Map([['long.yaml', text]]), paint: plain },
  );
  assert.equal(shown.match(/^ +\d+ \| a: 1$/gm)?.length, 19_999);
});

test('what is said several times is told once, with the places', () => {
  const [finding] = sampleReport.findings.slice(1);
  assert.ok(finding?.location);
  const at = (file: string, line: number): ReportedFinding => ({
    ...finding,
    location: { file, line, column: 1, endLine: line, endColumn: 2 },
  });
  const repeated = Array.from({ length: 12 }, (_, index) => at('a.yaml', index + 1));
  const findings = [...repeated, at('b.yaml', 1), { ...at('a.yaml', 20), message: 'something else' }];
  const shown = toPretty({ ...emptyReport, findings }, { texts: new Map(), paint: plain });
  assert.match(shown, /\n {2}at a\.yaml:1:1 .*\n {2}so at a\.yaml:2:1, .*a\.yaml:9:1 and 3 more\n/);
  assert.equal(shown.match(/^error: /gm)?.length, 3);
});

const marked: Paint = (style, text) => `<${style}>${text}</>`;

test('colours mark, and change nothing else', () => {
  const shown = toPretty(sampleReport, { texts, paint: marked });
  assert.match(shown, /<error>error:<\/> <strong>matchLabel is no field/);
  assert.match(shown, /<warning>\^+<\/>/);
  assert.equal(shown.replaceAll(/<[a-z]+>|<\/>/g, ''), toPretty(sampleReport, { texts, paint: plain }));
});

test('the last line says what was found in what', () => {
  const none = { documents: 4, policies: 2, errors: 0, warnings: 0, infos: 0, suppressed: 0 };
  const cases: [Partial<typeof none>, string][] = [
    [{}, 'no findings in 2 policies (4 documents read)\n'],
    [{ policies: 0 }, 'no NetworkPolicy in 4 documents\n'],
    [{ policies: 0, documents: 1 }, 'no NetworkPolicy in 1 document\n'],
    [{ suppressed: 1 }, 'no findings in 2 policies (4 documents read), 1 suppressed\n'],
    [{ infos: 3, policies: 1 }, '3 infos in 1 policy (4 documents read)\n'],
    [{ errors: 1, infos: 1 }, '1 error and 1 info in 2 policies (4 documents read)\n'],
  ];
  const [finding] = sampleReport.findings;
  assert.ok(finding);
  const lastLine = (report: typeof sampleReport): string | undefined =>
    toPretty(report, { texts, paint: plain }).split('\n\n').at(-1);
  for (const [changed, expected] of cases) {
    const summary = { ...none, ...changed };
    const findings: (typeof finding)[] = Array.from(
      { length: summary.errors + summary.infos },
      () => finding,
    );
    assert.equal(lastLine({ ...emptyReport, summary, findings }), expected);
  }
  assert.equal(
    lastLine({ ...emptyReport, summary: { ...none, infos: 3 } }),
    '3 infos in 2 policies (4 documents read), 3 of them not shown\n',
  );
  const gap = { code: 'NP401', reason: 'a Template is open' };
  const unjudged = { ...sampleReport, findings: [], summary: { ...none, policies: 0 }, notEvaluated: [gap] };
  assert.equal(lastLine(unjudged), 'no NetworkPolicy that could be judged in 4 documents\n');
});

test('what was not evaluated is cut after ten reasons', () => {
  const notEvaluated = Array.from({ length: 12 }, (_, index) => ({
    code: 'NP401',
    reason: `reason ${index}`,
  }));
  const shown = toPretty({ ...emptyReport, notEvaluated }, { texts, paint: plain });
  assert.equal(shown.match(/ {2}reason \d+ \(NP401\)/g)?.length, 10);
  assert.match(shown, /and 2 more reasons \(the JSON report has them all\)/);
});

test('of many rules that one reason kept from judging the number is told', () => {
  const gap = (codes: number): string => {
    const notEvaluated = Array.from({ length: codes }, (_, index) => ({
      code: `NP${100 + index}`,
      reason: 'no pod was given',
    }));
    return toPretty({ ...emptyReport, notEvaluated }, { texts, paint: plain });
  };
  assert.match(gap(2), /no pod was given \(NP100, NP101\)/);
  assert.match(gap(40), /no pod was given \(40 rules\)/);
});

test('names that tenants or file systems choose stay on their line', () => {
  const [finding] = sampleReport.findings;
  assert.ok(finding);
  const location = { file: 'a\nb\u001b.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };
  const report = { ...emptyReport, findings: [{ ...finding, location, message: 'one\ntwo' }] };
  assert.equal(toConcise(report), 'a b .yaml:1:1: warning NP201 one two\n');
  assert.ok(!toPretty(report, { texts, paint: plain }).includes('\u001b'));
});

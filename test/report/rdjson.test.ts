import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toRdjson } from '../../src/report/rdjson.ts';
import { runCommandLine } from '../support/command-line.ts';
import { emptyReport, sampleReport } from '../support/sample-report.ts';

const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 1 };
const position = object({ line: count, column: count }, ['line']);
const range = object({ start: position, end: position }, ['start', 'end']);

function object(properties: object, required: readonly string[]): object {
  return { type: 'object', additionalProperties: false, properties, required };
}

/** The messages of reviewdog.proto, as far as they are written. */
const diagnosticResult = object(
  {
    source: object({ name: text, url: text }, ['name']),
    diagnostics: {
      type: 'array',
      items: object(
        {
          message: text,
          location: object({ path: text, range }, ['path', 'range']),
          severity: { enum: ['ERROR', 'WARNING', 'INFO'] },
          code: object({ value: text, url: text }, ['value', 'url']),
          suggestions: {
            type: 'array',
            items: object({ range, text: { type: 'string' } }, ['range', 'text']),
          },
        },
        ['message', 'location', 'severity', 'code'],
      ),
    },
  },
  ['source', 'diagnostics'],
);

const isResult = new Ajv().compile(diagnosticResult);

interface Diagnostic {
  readonly location: { readonly range: { readonly start: { readonly column: number } } };
  readonly code: { readonly value: string };
  readonly suggestions?: readonly {
    readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
    readonly text: string;
  }[];
}

function read(json: string): readonly Diagnostic[] {
  const result = JSON.parse(json) as { readonly diagnostics: readonly Diagnostic[] };
  assert.ok(isResult(result), JSON.stringify(isResult.errors));
  return result.diagnostics;
}

test('each finding with a place is a diagnostic', () => {
  const options = { texts: new Map(), edits: new Map() };
  assert.deepEqual(read(toRdjson(emptyReport, options)), []);
  const placed = sampleReport.findings.filter(({ location }) => location !== undefined);
  assert.ok(placed.length > 0);
  assert.equal(read(toRdjson(sampleReport, options)).length, placed.length);
});

const head =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web, namespace: shop }\n';

/** The text with the suggestions taken, as whoever clicks on them sees it. */
function taken(before: string, diagnostics: readonly Diagnostic[]): string {
  const lines = before.split('\n');
  for (const { suggestions: [suggestion] = [] } of diagnostics.toReversed()) {
    if (suggestion === undefined) continue;
    const { start, end } = suggestion.range;
    lines.splice(start.line - 1, end.line - start.line + 1, ...suggestion.text.split('\n'));
  }
  return lines.join('\n');
}

test('a repair is a suggestion of whole lines, and columns count bytes', async () => {
  const before = `${head}spec:\n  podSelector:\n    app: web\n  ingress:\n    - from: [{ podSelector: {} }]\n      ports: [{ port: 80, name: "é", protocol: tcp }]\n`;
  const given = { files: { 'web.yaml': before } };
  const { stdout } = await runCommandLine(['lint', '--format', 'rdjson', 'web.yaml'], given);
  const diagnostics = read(stdout);
  const after = before
    .replace('    app', '    matchLabels:\n      app')
    .replace('protocol: tcp', 'protocol: TCP');
  assert.equal(taken(before, diagnostics), after);
  const protocol = diagnostics.find(({ code }) => code.value === 'NP101');
  assert.equal(protocol?.location.range.start.column, '      ports: [{ port: 80, name: "é", '.length + 2);
});

test('repairs in the same place are suggested each for itself', async () => {
  const before = `${head}spec:\n  podSelectors:\n    app: web\n  policyTypes: [ingress]`;
  const given = { files: { 'web.yaml': before.replaceAll('\n', '\r\n') } };
  const { stdout } = await runCommandLine(['lint', '--format', 'rdjson', 'web.yaml'], given);
  const suggested = read(stdout).map(({ suggestions: [suggestion] = [] }) => suggestion);
  assert.deepEqual(suggested, [
    { range: { start: { line: 5 }, end: { line: 5 } }, text: '  podSelector:' },
    { range: { start: { line: 7 }, end: { line: 7 } }, text: '  policyTypes: [Ingress]' },
  ]);
});

test('no suggestion is as long as a text in one line', async () => {
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web' } };
  const annotations = { long: 'x'.repeat(30_000) };
  const spec = { podSelectors: {}, policyTypes: ['Ingress'] };
  const long = JSON.stringify({ ...policy, metadata: { name: 'web', annotations }, spec });
  const { stdout } = await runCommandLine(['lint', '--format', 'rdjson', '-'], { stdin: long });
  const [found] = read(stdout).filter(({ code }) => code.value === 'NP102');
  assert.equal(found?.suggestions, undefined);
});

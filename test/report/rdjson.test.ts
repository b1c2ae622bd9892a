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
  const options = { texts: new Map(), repaired: () => undefined };
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

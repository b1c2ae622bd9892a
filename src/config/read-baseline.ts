import { Ajv } from 'ajv';
import type { KnownFinding } from '../lint/suppressions/baseline.ts';
import { type Problems, readChecked } from './checked-yaml.ts';

const text = { type: 'string' } as const;

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'findings'],
  properties: {
    version: { const: 1 },
    findings: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['code', 'object', 'path'],
        properties: { code: text, object: text, path: text },
      },
    },
  },
};

/** Reads a baseline. */
export function readBaseline(written: string): readonly KnownFinding[] | Problems {
  const checked = readChecked(written, new Ajv({ allErrors: true, verbose: true }).compile(schema));
  if ('problems' in checked) return checked;
  return (checked.value as { readonly findings: readonly KnownFinding[] }).findings;
}

/** A baseline as a file, in an order that changes little when findings come and go. */
export function printBaseline(findings: readonly KnownFinding[]): string {
  const lines = findings.map((each) => JSON.stringify(each)).sort();
  return `{"version": 1, "findings": [${lines.map((line) => `\n  ${line}`).join(',')}\n]}\n`;
}

const severity = { enum: ['error', 'warning', 'info'] };

const text = { type: 'string' };

const pointer = { type: 'string', pattern: '^(/([^~/]|~[01])*)*$', description: 'RFC 6901 JSON Pointer' };

const count = { type: 'integer', minimum: 0 };

const position = { type: 'integer', minimum: 1 };

/** An object with exactly these members, of which the optional ones may be missing. */
function exactly(properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, properties, additionalProperties: false };
}

const operation = (op: readonly string[], properties: Readonly<Record<string, object>>): object =>
  exactly({ op: { enum: op }, ...properties });

const optionalInFinding = ['object', 'location', 'related', 'fix'];

const finding = {
  code: { type: 'string', pattern: '^NP\\d{3}$', description: 'Never reused' },
  name: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
  severity,
  confidence: { enum: ['certain', 'likely', 'possible'] },
  message: text,
  help: text,
  url: { type: 'string', description: 'The page of the rule' },
  object: { $ref: '#/definitions/object' },
  path: pointer,
  location: { $ref: '#/definitions/location' },
  related: { type: 'array', items: { $ref: '#/definitions/related' } },
  fix: { $ref: '#/definitions/fix' },
};

const definitions = {
  object: exactly({ apiVersion: text, kind: text, namespace: text, name: text }, ['namespace']),
  location: {
    ...exactly({ file: text, line: position, column: position, endLine: position, endColumn: position }, [
      'file',
    ]),
    description:
      'Counted from 1, columns in UTF-16 code units, the end exclusive; file "-" is standard input',
  },
  related: exactly(
    {
      message: text,
      object: { $ref: '#/definitions/object' },
      path: pointer,
      location: { $ref: '#/definitions/location' },
    },
    ['object', 'path', 'location'],
  ),
  fix: {
    ...exactly({
      safe: { type: 'boolean' },
      patch: { type: 'array', items: { $ref: '#/definitions/operation' } },
    }),
    description: 'RFC 6902 JSON Patch; a safe one writes what can only be meant',
  },
  operation: {
    oneOf: [
      operation(['add', 'replace'], { path: pointer, value: {} }),
      operation(['remove'], { path: pointer }),
      operation(['move'], { from: pointer, path: pointer }),
    ],
  },
  finding: exactly(finding, optionalInFinding),
  suppressed: {
    ...exactly({ ...finding, suppression: { $ref: '#/definitions/suppression' } }, optionalInFinding),
    description: 'A finding that the author of the policy suppressed',
  },
  suppression: exactly(
    {
      kind: { enum: ['comment', 'annotation', 'baseline'] },
      reason: text,
      until: { type: 'string', description: 'The last day on which it holds, as YYYY-MM-DD' },
      location: { $ref: '#/definitions/location' },
    },
    ['until', 'location'],
  ),
  notEvaluated: {
    ...exactly({ code: text, reason: text, object: { $ref: '#/definitions/object' } }, ['object']),
    description: 'What a rule could not judge, and why',
  },
};

/** The published JSON Schema of what `toJson` writes. */
export const reportSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://netpol-lint.dev/report.schema.json',
  title: 'Report of netpol-lint, version 1',
  ...exactly({
    version: { const: 1 },
    tool: exactly({ name: text, version: text }),
    findings: { type: 'array', items: { $ref: '#/definitions/finding' } },
    suppressed: { type: 'array', items: { $ref: '#/definitions/suppressed' } },
    notEvaluated: { type: 'array', items: { $ref: '#/definitions/notEvaluated' } },
    summary: exactly({
      documents: count,
      policies: count,
      errors: count,
      warnings: count,
      infos: count,
      suppressed: count,
    }),
  }),
  definitions,
};

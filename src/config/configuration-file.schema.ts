const text = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: text } as const;
const port = { type: 'integer', minimum: 0, maximum: 65535 } as const;
const severities = ['error', 'warning', 'info'] as const;

function object(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', additionalProperties: false, properties };
}

const address = { ...object({ host: text, port }), description: '{ port: 8443 }' };

/** The JSON Schema of the server's configuration file; every field may be left out. */
export const configurationFileSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of the netpol-lint server',
  ...object({
    rules: {
      type: 'object',
      additionalProperties: {
        ...object({
          severity: { enum: [...severities, 'off'] },
          deny: { type: 'boolean' },
          suppressible: { type: 'boolean' },
        }),
        description: '{ severity: info }',
      },
    },
    defaults: object({
      enforce: { enum: ['off', 'certain', 'error', 'warning'] },
      warn: { enum: ['off', ...severities] },
      audit: { enum: ['off', ...severities] },
    }),
    exemptions: object({
      users: texts,
      groups: texts,
      namespaces: texts,
      serviceAccounts: { type: 'array', items: { type: 'string', pattern: '^[^/]+/[^/]+$' } },
    }),
    listeners: object({ admission: address, probes: address, metrics: address, lint: address }),
    certificate: { ...object({ certificate: text, key: text }), required: ['certificate', 'key'] },
    strictCidr: { type: 'boolean' },
    drainSeconds: { type: 'integer', minimum: 0, maximum: 300 },
    lintRequestsPerMinute: { type: 'integer', minimum: 1 },
    logLevel: { enum: ['debug', 'info', 'warn', 'error', 'silent'] },
  }),
};

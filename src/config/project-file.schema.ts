const severities = ['error', 'warning', 'info'] as const;

/** The JSON Schema of the file `.netpol-lint.yaml` of a repository; every field may be left out. */
export const projectFileSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://netpol-lint.dev/project.schema.json',
  title: 'What netpol-lint lint does in a repository',
  type: 'object',
  additionalProperties: false,
  properties: {
    rules: {
      type: 'object',
      additionalProperties: { enum: [...severities, 'off'] },
      description: 'What the findings of a rule count for, by code or name; off keeps it from running',
    },
    failLevel: { enum: [...severities, 'none'], description: 'The least severity that fails the run' },
    showLevel: { enum: severities, description: 'The least severity that is shown' },
    maxWarnings: { type: 'integer', minimum: 0, description: 'The run fails when there are more' },
    kubernetesVersion: { type: 'string', description: 'The API server to judge for, such as "1.35"' },
    baseline: {
      type: 'string',
      minLength: 1,
      description: 'Findings of which nothing is told, from the folder of this file',
    },
    exclude: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description:
        'Patterns as in .gitignore, from the folder of this file, of what a run over folders leaves out',
    },
  },
};

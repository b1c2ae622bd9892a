import { projectFileSchema } from '../../src/config/project-file.schema.ts';
import { reportSchema } from '../../src/report/report-schema.ts';

/** The JSON Schemas that are published: of the report, and of the settings of a repository. */
export const publishedSchemas = [
  { path: 'docs/report.schema.json', render: (): string => print(reportSchema) },
  { path: 'docs/project.schema.json', render: (): string => print(projectFileSchema) },
];

function print(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

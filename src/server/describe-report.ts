import { reportSchema } from '../report/report-schema.ts';

/**
 * The description of the interface with the published schema of the report in it, under the names that OpenAPI keeps
 * schemas by, so that what is generated from it knows the members of a report.
 */
export function withReportSchema(description: object): object {
  const { $schema: _, $id: __, definitions, ...report } = reportSchema;
  const schemas = { report, ...definitions };
  const moved = JSON.parse(
    JSON.stringify(schemas).replaceAll('#/definitions/', '#/components/schemas/'),
  ) as object;
  const { components = {} } = description as { readonly components?: object };
  return { ...description, components: { ...components, schemas: moved } };
}

/** Refers to the schema of the report within the description. */
export const reportReference = { $ref: '#/components/schemas/report' } as const;

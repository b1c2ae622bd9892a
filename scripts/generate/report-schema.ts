import { reportSchema } from '../../src/report/report-schema.ts';

/** The published JSON Schema of the JSON report. */
export const publishedReportSchema = {
  path: 'docs/report.schema.json',
  render: (): string => `${JSON.stringify(reportSchema, null, 2)}\n`,
};

import { eachOnce, type Report, type ReportedFinding } from '../lint/report.ts';

/** A report on some of the targets of a run. */
export interface PartialReport {
  /** Indexes, among all targets, of those that it is about, in its order. */
  readonly group: readonly number[];
  readonly report: Report;
}

/** One report on all targets, in their order, of a run in which `documents` were read. */
export function joinReports(parts: readonly PartialReport[], documents: number): Report {
  const place = <Kind extends ReportedFinding>(list: (report: Report) => readonly Kind[]): readonly Kind[] =>
    parts
      .flatMap(({ group, report }) =>
        list(report).map((finding) => ({ ...finding, target: group[finding.target] ?? 0 })),
      )
      .sort((one, other) => one.target - other.target);
  const unjudged = parts.reduce((sum, { report }) => sum + (report.unjudged ?? 0), 0);
  const total = (count: 'policies' | 'errors' | 'warnings' | 'infos' | 'suppressed'): number =>
    parts.reduce((sum, { report }) => sum + report.summary[count], 0);
  return {
    findings: place(({ findings }) => findings),
    suppressed: place(({ suppressed }) => suppressed),
    ...(unjudged === 0 ? {} : { unjudged }),
    notEvaluated: eachOnce(parts.flatMap(({ report }) => report.notEvaluated)),
    summary: {
      documents,
      policies: total('policies'),
      errors: total('errors'),
      warnings: total('warnings'),
      infos: total('infos'),
      suppressed: total('suppressed'),
    },
  };
}

import type { Report, ReportedFinding } from '../../src/lint/report.ts';

/** A finding, warning and likely unless said otherwise. */
export function finding(code: string, changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    code,
    name: `rule-${code.toLowerCase()}`,
    severity: 'warning',
    confidence: 'likely',
    message: `what ${code} found`,
    help: `what to do about ${code}`,
    url: `https://netpol-lint.dev/rules/${code}`,
    path: '/spec',
    target: 0,
    ...changes,
  };
}

/** A report of these findings. */
export function reportOf(
  findings: readonly ReportedFinding[],
  notEvaluated: Report['notEvaluated'] = [],
): Report {
  const summary = { documents: 1, policies: 1, errors: 0, warnings: 0, infos: 0, suppressed: 0 };
  return { findings, suppressed: [], notEvaluated, summary };
}

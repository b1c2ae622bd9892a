import type { Report } from '../lint/report.ts';
import { ruleFailed, unreadableDocument } from '../lint/reserved-codes.ts';
import { atLeast, type Severity } from '../lint/severity.ts';

/** The exit statuses; scripts rely on them. */
export const status = {
  /** Nothing found, or only findings below the fail level. */
  clean: 0,
  /** Findings at or above the fail level, or more warnings than allowed. */
  findings: 1,
  /** Wrong usage or configuration, or input that cannot be read. */
  unusable: 2,
  /** A defect of netpol-lint itself. */
  defect: 3,
} as const;

/** The least severity that makes a run fail. */
export type FailLevel = Severity | 'none';

/** What makes a run fail. */
export interface FailPolicy {
  readonly failLevel: FailLevel;
  /** Most warnings that may be there; any number when undefined. */
  readonly maxWarnings?: number;
  /** Findings never fail the run; defects and unreadable input still do. */
  readonly exitZero: boolean;
}

/** The exit status of a report, the gravest reason first. */
export function statusOf(report: Report, policy: FailPolicy): number {
  const codes = new Set(report.findings.map((finding) => finding.code));
  if (codes.has(ruleFailed)) return status.defect;
  if (codes.has(unreadableDocument)) return status.unusable;
  return !policy.exitZero && fails(report, policy) ? status.findings : status.clean;
}

function fails(report: Report, { failLevel, maxWarnings }: FailPolicy): boolean {
  if (maxWarnings !== undefined && report.summary.warnings > maxWarnings) return true;
  return failLevel !== 'none' && report.findings.some((finding) => atLeast(finding.severity, failLevel));
}

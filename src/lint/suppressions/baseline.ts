import { countBySeverity, type Report, type ReportedFinding, type SuppressedFinding } from '../report.ts';
import { isDispensable } from './suppress.ts';

/** A finding as a baseline keeps it: by what stays when lines move. */
export interface KnownFinding {
  readonly code: string;
  /** `namespace/name`, as far as they are known. */
  readonly object: string;
  /** RFC 6901 JSON Pointer from the root of the object. */
  readonly path: string;
}

/** The findings of a report that a baseline can keep: not those without which nothing would have been judged. */
export function knownFindings({ findings }: Report): readonly KnownFinding[] {
  return findings.filter(({ code }) => isDispensable(code)).map(knownOf);
}

function knownOf({ code, object, path }: ReportedFinding): KnownFinding {
  return { code, object: [object?.namespace ?? '', object?.name ?? ''].join('/'), path };
}

/** A report less what a baseline knows, each of its entries once, and the entries that nothing was found for. */
export function withoutKnown(
  report: Report,
  baseline: readonly KnownFinding[],
): { readonly report: Report; readonly gone: readonly KnownFinding[] } {
  const left = new Map<string, KnownFinding[]>();
  for (const entry of baseline) {
    const same = left.get(keyOf(entry));
    if (same === undefined) left.set(keyOf(entry), [entry]);
    else same.push(entry);
  }
  const findings: ReportedFinding[] = [];
  const known: SuppressedFinding[] = [];
  for (const finding of report.findings) {
    const entry = isDispensable(finding.code) ? left.get(keyOf(knownOf(finding)))?.pop() : undefined;
    if (entry === undefined) findings.push(finding);
    else known.push({ ...finding, suppression: suppressionOf(entry) });
  }
  const suppressed = [...report.suppressed, ...known];
  const summary = { ...report.summary, ...countBySeverity(findings), suppressed: suppressed.length };
  return {
    report: { ...report, findings, suppressed, summary },
    gone: [...left.values()].flat(),
  };
}

function keyOf({ code, object, path }: KnownFinding): string {
  return JSON.stringify([code, object, path]);
}

function suppressionOf({ code }: KnownFinding): SuppressedFinding['suppression'] {
  return { kind: 'baseline', rules: [code], reason: 'it is in the baseline', path: [] };
}

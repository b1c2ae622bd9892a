import type { Effect } from '../lint/effect.ts';
import type { Finding } from '../lint/finding.ts';
import type { NotEvaluated, Report, ReportedFinding } from '../lint/report.ts';
import { ruleFailed } from '../lint/reserved-codes.ts';
import type { EvidenceKind } from '../lint/rule.ts';
import { denies, type Ruleset } from '../lint/ruleset.ts';
import { atLeast } from '../lint/severity.ts';
import type { Exemption } from './exemptions.ts';
import type { EnforceLevel, Modes, NamespaceModes, ReportLevel } from './modes.ts';
import { newFindings } from './new-findings.ts';

/** What becomes of a request, and of each of its findings. */
export type Decision = Judged | NotJudged;

/** The outcome of a request whose policy was judged. A request is refused when anything is in `denied`. */
export interface Judged {
  readonly kind: 'judged';
  readonly modes: Modes;
  /** Worst first. */
  readonly denied: readonly ReportedFinding[];
  /** Shown to the author although the request may pass; none of those that are in `denied`. */
  readonly warned: readonly ReportedFinding[];
  /** Recorded in the audit log. */
  readonly audited: readonly ReportedFinding[];
  /** What the author of the policy suppressed; only recorded. */
  readonly suppressed: readonly ReportedFinding[];
  /** What the request does to connections, where that is known. */
  readonly effect?: Effect;
  /** Rules that could not judge for want of cluster facts, or because the policy is too large. */
  readonly notEvaluated: readonly NotEvaluated[];
  /** What is wrong with the set-up of the namespace. */
  readonly notices: readonly string[];
}

/** A request that passes without a look at it. */
export type NotJudged =
  | { readonly kind: 'exempt'; readonly exemption: Exemption }
  | { readonly kind: 'other'; readonly subject: string };

/** What a decision rests on. */
export interface Evidence {
  readonly report: Report;
  readonly enforcement: Enforcement;
  readonly namespace: NamespaceModes;
  /** What was found in the object before an UPDATE; asked for only when it matters. */
  readonly before: () => readonly ReportedFinding[];
  /** The reasons for not judging that are worth a word: what another time or a smaller policy would have had judged. */
  readonly gaps: ReadonlySet<string>;
}

/** What decides whether a finding can refuse the request. */
export interface Enforcement {
  readonly level: EnforceLevel;
  readonly ruleset: Ruleset;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
}

/**
 * Decides on the findings by the namespace's modes. A DELETE is never refused; an UPDATE only for what the object did
 * not have before; and a rule that failed (NP001) refuses nothing.
 */
export function decide(evidence: Evidence): Judged {
  const { report, namespace, enforcement, gaps } = evidence;
  const { modes, notices } = namespace;
  const refusable = new Set(report.findings.filter((finding) => canDeny(finding, enforcement)));
  const denied = new Set(refusable.size === 0 ? [] : newAmong(refusable, evidence));
  // What is refused does nothing, so nobody needs to hear what it would have done.
  const isMoot = (finding: ReportedFinding): boolean =>
    denied.size > 0 && isAboutEffect(finding, enforcement.ruleset);
  const isShown = (finding: ReportedFinding): boolean =>
    reaches(finding, modes.warn) || (modes.warn !== 'off' && refusable.has(finding));
  return {
    kind: 'judged',
    modes,
    denied: [...denied],
    warned: report.findings.filter((finding) => !denied.has(finding) && isShown(finding) && !isMoot(finding)),
    audited: report.findings.filter((finding) => denied.has(finding) || reaches(finding, modes.audit)),
    suppressed: report.suppressed,
    ...(report.effect === undefined ? {} : { effect: report.effect }),
    notEvaluated: report.notEvaluated.filter((entry) => gaps.has(entry.reason)),
    notices,
  };
}

function newAmong(
  refusable: ReadonlySet<ReportedFinding>,
  { enforcement: { operation }, before }: Evidence,
): Iterable<ReportedFinding> {
  return operation === 'UPDATE' ? newFindings([...refusable], before()) : refusable;
}

/**
 * Whether a finding is of those that refuse a request, if it is new. What becomes of connections is a reason at no level:
 * who denies by default isolates pods, who repairs a policy that allows too much cuts some off, and of two policies that
 * must agree one comes first.
 */
export function canDeny(finding: Finding, { level, ruleset, operation }: Enforcement): boolean {
  const configured = ruleset.settings.get(finding.code)?.deny;
  if (level === 'off' || operation === 'DELETE' || finding.code === ruleFailed || configured === false)
    return false;
  if (configured === true || isCertain(finding, ruleset)) return true;
  return level !== 'certain' && atLeast(finding.severity, level) && !isAboutConnections(finding, ruleset);
}

function isAboutConnections(finding: Finding, ruleset: Ruleset): boolean {
  return isAboutEffect(finding, ruleset) || rests(finding, 'connectivity', ruleset);
}

function isAboutEffect(finding: Finding, ruleset: Ruleset): boolean {
  return rests(finding, 'delta', ruleset);
}

function rests({ code }: Finding, evidence: EvidenceKind, { rules }: Ruleset): boolean {
  return rules.some((rule) => rule.code === code && rule.needs.includes(evidence));
}

function isCertain(finding: Finding, ruleset: Ruleset): boolean {
  return denies(ruleset, finding.code) && finding.severity === 'error' && finding.confidence === 'certain';
}

function reaches(finding: ReportedFinding, level: ReportLevel): boolean {
  return level !== 'off' && atLeast(finding.severity, level);
}

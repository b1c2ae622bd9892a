import type { ObjectIdentity } from '../model/identity.ts';
import type { Effect } from './effect.ts';
import type { Finding } from './finding.ts';
import type { Severity } from './severity.ts';
import type { Suppression } from './suppressions/suppression.ts';

/** What one run found, complete and in a stable order: by target, worst first, then by code and path. */
export interface Report {
  readonly findings: readonly ReportedFinding[];
  /** What authors suppressed, in the same order; the findings have none of it. */
  readonly suppressed: readonly SuppressedFinding[];
  /** What could not be judged, each once. */
  readonly notEvaluated: readonly NotEvaluated[];
  readonly summary: Summary;
  /** Targets for which there was no time; absent when all were judged. */
  readonly unjudged?: number;
  /** What the request does to connections, where that is known; at admission only. */
  readonly effect?: Effect;
}

/** A finding and which of the targets it is about. */
export interface ReportedFinding extends Finding {
  /** Index into the targets of the run. */
  readonly target: number;
}

/** A finding that is not told, and what says so. */
export interface SuppressedFinding extends ReportedFinding {
  readonly suppression: Suppression;
}

/** A rule that could not judge an object, and why. */
export interface NotEvaluated {
  readonly code: string;
  /** Completes "not evaluated: …". */
  readonly reason: string;
  readonly object?: ObjectIdentity;
}

/** Of entries that say the same of the same object only one, where the first of them was. */
export function eachOnce(entries: Iterable<NotEvaluated>): readonly NotEvaluated[] {
  const told = new Map<string, NotEvaluated>();
  // The entries of one target share its object, so that few texts are made.
  const texts = new Map<ObjectIdentity | undefined, string>();
  for (const entry of entries) {
    const about = texts.get(entry.object) ?? JSON.stringify(entry.object ?? '');
    texts.set(entry.object, about);
    told.set(`${entry.code} ${about} ${entry.reason}`, entry);
  }
  return [...told.values()];
}

/** Counts of one run. */
export interface Summary {
  /** Documents read or tried, of every kind; those that are judged, unless whoever asks knows of more. */
  readonly documents: number;
  /** Documents that are, or are meant to be, NetworkPolicies, without those of which nothing can be said. */
  readonly policies: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
}

/** How many of the findings there are of each severity. */
export function countBySeverity(
  findings: readonly Finding[],
): Pick<Summary, 'errors' | 'warnings' | 'infos'> {
  const of = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), infos: of('info') };
}

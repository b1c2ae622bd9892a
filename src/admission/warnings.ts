import type { ReportedFinding } from '../lint/report.ts';
import { enumerate, oneLine, shorten } from '../model/prose.ts';
import type { Judged } from './decide.ts';

/** The API server cuts each warning to this many code points once there are several. */
const perWarning = 256;
/** The API server drops warnings beyond this many code points, those of all webhooks and its own together. */
const inTotal = 4096;
/** The length of one warning that the API text asks for. */
const comfortable = 120;
/** More lines than a terminal shows are not read. */
const mostWarnings = 20;

/**
 * The findings and gaps as admission warnings, worst first and each on one line, since the API server silently drops a
 * warning with a newline or a tab in it. Never more than the API server passes on: the last says how many are missing.
 */
export function warningsOf({ warned, notEvaluated, notices }: Judged): readonly string[] {
  const texts = [...notices, ...warned.flatMap(linesOf), ...gapsOf(notEvaluated)];
  return fit([...new Set(texts.map((text) => shorten(oneLine(text.toWellFormed()), perWarning)))]);
}

/** A finding as its author reads it: `NP401 unmatched-pod-selector: selects no pod in namespace shop`. */
export function sentenceOf(finding: ReportedFinding): string {
  return `${finding.code} ${finding.name}: ${finding.message}`;
}

/** What is wrong and what to do, on one line where it is short enough and on two where it is not. */
function linesOf(finding: ReportedFinding): readonly string[] {
  const sentence = sentenceOf(finding);
  const whole = `${sentence}; ${finding.help}`;
  if (Array.from(whole).length <= comfortable) return [whole];
  return [sentence, `${finding.code} help: ${finding.help}`];
}

function gapsOf(entries: Judged['notEvaluated']): readonly string[] {
  const codes = new Map<string, Set<string>>();
  for (const { reason, code } of entries) codes.set(reason, (codes.get(reason) ?? new Set()).add(code));
  return [...codes].map(([reason, of]) => `not evaluated: ${reason} (${enumerate([...of].sort())})`);
}

function fit(texts: readonly string[]): readonly string[] {
  if (texts.length <= mostWarnings && lengthOf(texts) <= inTotal) return texts;
  const shown: string[] = [];
  const last = (): string => `and ${texts.length - shown.length} more`;
  for (const text of texts) {
    if (shown.length + 1 === mostWarnings || lengthOf([...shown, text, last()]) > inTotal) break;
    shown.push(text);
  }
  return [...shown, last()];
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Array.from(text).length, 0);
}

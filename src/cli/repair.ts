import type { Report, ReportedFinding } from '../lint/report.ts';
import { repairText } from '../manifest/repair.ts';
import type { Text } from '../manifest/text.ts';
import type { RepairChoice } from './repair-option.ts';

/** A text before and after its repairs, and what was repaired. */
export interface Change {
  readonly before: Text;
  readonly after: Text;
  readonly repaired: readonly ReportedFinding[];
}

/** The texts as they were and as they are repaired, and the report on the latter. */
export interface Repairs {
  readonly changes: readonly Change[];
  readonly report: Report;
}

/** One repair can make room for another, or show what it hid; a run needs few rounds. */
const mostRounds = 10;

/** Judges texts and repairs the named ones in turn, until nothing is left that can be repaired. */
export function repairTexts(
  texts: readonly Text[],
  named: ReadonlySet<Text>,
  judge: (texts: readonly Text[]) => Report,
  which: RepairChoice['which'],
): Repairs {
  let changes: readonly Change[] = texts.map((text) => ({ before: text, after: text, repaired: [] }));
  let report = judge(texts);
  for (let round = 0; round < mostRounds; round += 1) {
    const next = changes.map((change) =>
      named.has(change.before) ? repairOnce(change, report, which) : change,
    );
    if (next.every((change, index) => change === changes[index])) break;
    changes = next;
    report = judge(changes.map(({ after }) => after));
  }
  return { changes: changes.filter(({ repaired }) => repaired.length > 0), report };
}

function repairOnce(change: Change, report: Report, which: RepairChoice['which']): Change {
  const { before, after, repaired } = change;
  const findings = report.findings.filter(
    (finding) => finding.location?.file === after.file && isChosen(finding, which),
  );
  const next = findings.length === 0 ? undefined : repairText(after, findings);
  if (next === undefined) return change;
  return { before, after: { ...after, text: next.text }, repaired: [...repaired, ...next.findings] };
}

/** What is no more than possible nobody wants to have changed. */
function isChosen({ fix, confidence }: ReportedFinding, which: RepairChoice['which']): boolean {
  return fix !== undefined && (fix.safe || (which === 'all' && confidence !== 'possible'));
}

/** How many findings of the report could be repaired safely in the texts at once. */
export function countRepairable(texts: Iterable<Text>, report: Report): number {
  let sum = 0;
  for (const text of texts)
    sum += repairOnce({ before: text, after: text, repaired: [] }, report, 'safe').repaired.length;
  return sum;
}

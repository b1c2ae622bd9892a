import type { Related } from '../lint/finding.ts';
import type { Report, ReportedFinding } from '../lint/report.ts';
import { count, enumerate, oneLine } from '../model/prose.ts';
import { codeFrame } from './code-frame.ts';
import { gapLines, remedyFor } from './not-evaluated.ts';
import { byPosition } from './order.ts';
import type { Paint } from './paint.ts';
import { fileOf, objectName, placeOf, positionOf } from './place.ts';
import { renderedFrom } from './rendered-from.ts';
import { suppressedBlock } from './suppressed.ts';

/** Other places that are shown of what is said several times. */
const mostPlaces = 8;

/** Reasons shown under "not evaluated"; the JSON report has them all. */
const mostGaps = 10;

/** What `toPretty` shows a report with. */
export interface PrettyOptions {
  /** The texts of the run by the name that locations give them; a frame is shown where the text is known. */
  readonly texts: ReadonlyMap<string, string>;
  readonly paint: Paint;
}

/** The report for people: by file, each finding with its sentence, its place, the lines themselves and what to do. */
export function toPretty(report: Report, { texts, paint }: PrettyOptions): string {
  const blocks: string[] = [];
  let file: string | undefined;
  let text = splitText(undefined);
  for (const { finding, others } of together(byPosition(report.findings))) {
    const current = finding.location === undefined ? undefined : fileOf(finding.location);
    if (current !== undefined && current !== file) {
      text = splitText(texts.get(finding.location?.file ?? '-'));
      blocks.push(paint('strong', current));
    }
    file = current;
    blocks.push(describe(finding, others, text, paint));
  }
  for (const finding of byPosition(report.suppressed)) blocks.push(suppressedBlock(finding, paint));
  blocks.push(...notEvaluated(report, paint), summaryLine(report, paint));
  return `${blocks.join('\n\n')}\n`;
}

interface SplitText {
  readonly lines: readonly string[];
  /** For each line the file that it was rendered from. */
  readonly sources: readonly (string | undefined)[];
}

function splitText(text: string | undefined): SplitText {
  const lines = text?.split(/\r\n|\r|\n/) ?? [];
  return { lines, sources: renderedFrom(lines) };
}

function describe(
  finding: ReportedFinding,
  others: readonly ReportedFinding[],
  text: SplitText,
  paint: Paint,
): string {
  const { severity, location } = finding;
  const frame = location && codeFrame(text.lines, location, severity, paint);
  return [
    `${paint(severity, `${severity}:`)} ${paint('strong', oneLine(finding.message))} ${paint('faint', `[${finding.code} ${finding.name}]`)}`,
    `${paint('faint', '  at')} ${whereabouts(finding, text)}`,
    ...(frame === undefined ? [] : [indent(frame)]),
    ...(others.length === 0
      ? []
      : [`${paint('faint', '  so at')} ${enumerate(others.map(placeOf), mostPlaces)}`]),
    ...(finding.related ?? []).map(
      (related) => `${paint('faint', '  see')} ${relatedLine(related, finding)}`,
    ),
    `${paint('good', '  help:')} ${oneLine(finding.help)}`,
  ].join('\n');
}

interface Told {
  readonly finding: ReportedFinding;
  /** Findings elsewhere in the file that say the same. */
  readonly others: readonly ReportedFinding[];
}

/** Findings of one file in the same words are told once, where the first of them is. */
function together(findings: readonly ReportedFinding[]): readonly Told[] {
  const groups = Map.groupBy(findings, ({ location, code, severity, message, help }) =>
    JSON.stringify([location?.file, code, severity, message, help, location === undefined]),
  );
  return [...groups.values()].flatMap(([finding, ...others]) =>
    finding === undefined ? [] : [{ finding, others }],
  );
}

function whereabouts({ location, object, path }: ReportedFinding, { sources }: SplitText): string {
  const source = location && sources[location.line - 1];
  return [
    ...(location === undefined ? [] : [positionOf(location)]),
    ...(source === undefined ? [] : [`(rendered from ${oneLine(source)})`]),
    ...(object === undefined ? [] : [objectName(object)]),
    ...(path === '' ? [] : [oneLine(path)]),
  ].join('  ');
}

function relatedLine({ message, location, object, path }: Related, finding: ReportedFinding): string {
  const elsewhere = object !== undefined && object !== finding.object ? objectName(object) : undefined;
  const place = location === undefined ? [elsewhere, path].filter(Boolean).join(' ') : positionOf(location);
  return place === '' ? oneLine(message) : `${oneLine(place)}: ${oneLine(message)}`;
}

function indent(block: string): string {
  return block.replaceAll(/^/gm, '  ');
}

function notEvaluated(report: Report, paint: Paint): readonly string[] {
  const gaps = gapLines(report.notEvaluated, report.summary.policies);
  if (gaps.length === 0) return [];
  const shown = gaps.slice(0, mostGaps).map((line) => `  ${line}`);
  const rest = gaps.length - shown.length;
  const more = rest === 0 ? [] : [`  and ${count(rest, 'more reason')} (the JSON report has them all)`];
  const remedy = remedyFor(report.notEvaluated);
  const advice = remedy === undefined ? [] : [paint('faint', `  ${remedy}`)];
  return [[paint('faint', 'not evaluated:'), ...shown, ...more, ...advice].join('\n')];
}

function summaryLine({ summary, findings, notEvaluated: gaps }: Report, paint: Paint): string {
  const { errors, warnings, infos, suppressed, policies, documents } = summary;
  const among = `in ${count(policies, 'policy')} (${count(documents, 'document')} read)`;
  const unshown = errors + warnings + infos - findings.length;
  const hidden = `${suppressed === 0 ? '' : `, ${suppressed} suppressed`}${unshown === 0 ? '' : `, ${unshown} of them not shown`}`;
  if (errors + warnings + infos === 0) {
    const none = gaps.length === 0 ? 'no NetworkPolicy' : 'no NetworkPolicy that could be judged';
    const nothing = policies === 0 ? `${none} in ${count(documents, 'document')}` : `no findings ${among}`;
    return `${paint('good', nothing)}${hidden}`;
  }
  const counts = [
    ...(errors === 0 ? [] : [paint('error', count(errors, 'error'))]),
    ...(warnings === 0 ? [] : [paint('warning', count(warnings, 'warning'))]),
    ...(infos === 0 ? [] : [paint('info', count(infos, 'info'))]),
  ];
  return `${enumerate(counts)} ${among}${hidden}`;
}

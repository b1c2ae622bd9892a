import type { ConnectivityDiff } from '../connectivity/connectivity-diff.ts';
import type { MapRow } from '../connectivity/map-row.ts';
import { describePodSet } from '../connectivity/words.ts';
import { count, oneLine } from '../model/prose.ts';
import { qualifiedName } from '../model/identity.ts';
import { directions } from '../model/networkpolicy.ts';
import { cellsOf } from './connection-rows.ts';
import { diffSummary } from './diff-summary.ts';
import { rowsGraph } from './map-graph.ts';
import { mermaidGraph } from './mermaid.ts';

/** A picture of more connections tells nobody anything, and review tools cut it off. */
const mostEdges = 25;

/** Rows beyond which a table is folded. */
const mostRows = 20;

/** The difference as a comment on a pull request: GitHub's and GitLab's Markdown. */
export function diffMarkdown(diff: ConnectivityDiff): string {
  const { gained, lost, beyond, ofAdded, ofRemoved, hidden, gaps } = diff;
  const blocks = [
    '## Connectivity',
    `**${diffSummary(diff)}**`,
    ...policyLines(diff),
    ...table('Gained', gained),
    ...table('Lost', lost),
    ...table('Gained with pods that are not known here, if their own end allows it', beyond.gained),
    ...table('Lost with pods that are not known here', beyond.lost),
    ...pods(diff.newlyOpen, 'No longer isolated'),
    ...pods(diff.newlyIsolated, 'Newly isolated'),
    ...folded('Connections of pods that are new', ofAdded),
    ...folded('Connections of pods that are gone', ofRemoved),
    ...folded('Hidden: newly admitted at one end, blocked at the other', hidden.gained),
    ...folded('Hidden: no longer admitted at one end, blocked at the other before', hidden.lost),
    ...picture(gained),
    ...gaps.map((gap) => `> Cannot tell: ${escape(gap)}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function policyLines({ policies, basis }: ConnectivityDiff): readonly string[] {
  const each = [
    ...policies.added.map((policy) => `added ${code(qualifiedName(policy))}`),
    ...policies.changed.map((policy) => `changed ${code(qualifiedName(policy))}`),
    ...policies.removed.map((policy) => `removed ${code(qualifiedName(policy))}`),
  ];
  return [
    ...(each.length === 0 ? [] : [`Policies: ${each.join(', ')}`]),
    ...(basis === 'selectors' ? ['This is about imaginary pods, one for each selector.'] : []),
  ];
}

function table(title: string, rows: readonly MapRow[]): readonly string[] {
  if (rows.length === 0) return [];
  return rows.length > mostRows ? folded(title, rows) : [`### ${title}`, tableOf(rows)];
}

function folded(title: string, rows: readonly MapRow[]): readonly string[] {
  if (rows.length === 0) return [];
  const summary = `${title} (${count(rows.length, 'row')})`;
  return [`<details><summary>${summary}</summary>`, tableOf(rows), '</details>'];
}

function tableOf(rows: readonly MapRow[]): string {
  const lines = rows.map(
    (row) =>
      `| ${cellsOf(row)
        .map((cell) => cell.map(code).join('<br>'))
        .join(' | ')} |`,
  );
  return ['| from | to | ports |', '| --- | --- | --- |', ...lines].join('\n');
}

function pods(found: ConnectivityDiff['newlyOpen'], title: string): readonly string[] {
  const lines = directions
    .filter((direction) => found[direction].length > 0)
    .map(
      (direction) => `- ${direction}: ${found[direction].map((set) => code(describePodSet(set))).join(', ')}`,
    );
  return lines.length === 0 ? [] : [`### ${title}`, lines.join('\n')];
}

function picture(gained: readonly MapRow[]): readonly string[] {
  const graph = rowsGraph(gained, []);
  if (gained.length === 0 || graph.edges.length > mostEdges) return [];
  const fence = `\`\`\`mermaid\n${mermaidGraph(graph)}\`\`\``;
  return ['<details><summary>Picture of what is gained</summary>', fence, '</details>'];
}

/** In a code element nobody is mentioned and nothing is linked. */
function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

/** Labels may hold what Markdown and HTML take for markup. */
function escape(text: string): string {
  return oneLine(text).replaceAll(/[^\p{L}\p{N} .,:;/=()-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}

import type { ConnectivityDiff } from '../connectivity/connectivity-diff.ts';
import type { MapRow } from '../connectivity/map-row.ts';
import { describePodSet } from '../connectivity/words.ts';
import { oneLine } from '../model/prose.ts';
import { qualifiedName } from '../model/identity.ts';
import { directions } from '../model/networkpolicy.ts';
import { columns } from './columns.ts';
import { connectionRows } from './connection-rows.ts';
import { diffSummary } from './diff-summary.ts';
import type { Paint } from './paint.ts';

/** The difference for people. */
export function diffText(diff: ConnectivityDiff, paint: Paint): string {
  const section = (title: string, rows: readonly MapRow[]): readonly string[] =>
    rows.length === 0 ? [] : [`${paint('strong', title)}\n${connectionRows(rows, paint)}`];
  const blocks = [
    `${paint('strong', diffSummary(diff))}${policyLines(diff)}`,
    ...section('Gained, more is allowed than before:', diff.gained),
    ...section('Lost, no longer allowed:', diff.lost),
    ...section('Gained with pods that are not known here, if their own end allows it:', diff.beyond.gained),
    ...section('Lost with pods that are not known here:', diff.beyond.lost),
    ...pods(diff.newlyOpen, 'No longer isolated, so at their end everything is allowed:', paint),
    ...pods(diff.newlyIsolated, 'Newly isolated, so at their end only what a policy allows:', paint),
    ...section('Of pods that are new:', diff.ofAdded),
    ...section('Of pods that are gone:', diff.ofRemoved),
    ...section('Hidden, newly admitted at one end and blocked at the other:', diff.hidden.gained),
    ...section('Hidden, no longer admitted at one end and blocked at the other before:', diff.hidden.lost),
    ...diff.gaps.map((gap) => `${paint('warning', 'cannot tell:')} ${oneLine(gap)}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function policyLines({ policies, basis }: ConnectivityDiff): string {
  const lines = [
    ...policies.added.map((policy) => `  + ${oneLine(qualifiedName(policy))}`),
    ...policies.changed.map((policy) => `  ~ ${oneLine(qualifiedName(policy))}`),
    ...policies.removed.map((policy) => `  - ${oneLine(qualifiedName(policy))}`),
    ...(basis === 'selectors' ? ['  about imaginary pods, one for each selector'] : []),
  ];
  return lines.map((line) => `\n${line}`).join('');
}

function pods(found: ConnectivityDiff['newlyOpen'], title: string, paint: Paint): readonly string[] {
  const rows = directions
    .filter((direction) => found[direction].length > 0)
    .map((direction) => [[`  ${direction}`], found[direction].map(describePodSet)]);
  return rows.length === 0 ? [] : [`${paint('strong', title)}\n${columns(rows, paint)}`];
}

import type { ConnectivityMap } from '../connectivity/connectivity-map.ts';
import { describePodSet } from '../connectivity/words.ts';
import { oneLine } from '../model/prose.ts';
import type { PodSet } from '../connectivity/pod-set.ts';
import { directions } from '../model/networkpolicy.ts';
import type { Paint } from './paint.ts';
import { columns } from './columns.ts';
import { connectionRows, connectionTable } from './connection-rows.ts';

/** The map for people: a row for each group of connections, then who is open or closed, and what cannot be told. */
export function mapTable(map: ConnectivityMap, paint: Paint): string {
  const blocks: string[] = [];
  if (isAboutNothing(map))
    return 'There is no policy and no pod: nothing is isolated, so every connection is allowed.\n';
  if (map.basis === 'selectors') blocks.push(imaginary);
  if (map.rows.length > 0) blocks.push(connectionTable(map.rows, paint));
  else blocks.push(map.basis === 'pods' ? 'No connection is allowed.' : 'No policy allows any connection.');
  if (map.beyond.length > 0) {
    const title = 'Allowed besides with pods that are not known here, if their own end allows it:';
    blocks.push(`${title}\n${connectionRows(map.beyond, paint)}`);
  }
  blocks.push(
    ...sides(map.open, 'Open: no policy isolates them, so at their end everything is allowed', paint),
    ...sides(map.closed, 'Closed: isolated, and no connection is left', paint),
    ...map.gaps.map((gap) => `${paint('warning', 'cannot tell:')} ${oneLine(gap)}`),
  );
  return `${blocks.join('\n\n')}\n`;
}

function isAboutNothing({ basis, rows, beyond, open, closed, gaps }: ConnectivityMap): boolean {
  const sidesOf = directions.flatMap((direction) => [...open[direction], ...closed[direction]]);
  return basis === 'selectors' && [...rows, ...beyond, ...sidesOf, ...gaps].length === 0;
}

const imaginary =
  'These are imaginary pods, one for each selector, with the labels that it asks for; labels that a real pod has\n' +
  'besides can bring more policies into play.';

function sides(found: ConnectivityMap['open'], title: string, paint: Paint): readonly string[] {
  const rows = directions
    .filter((direction) => found[direction].length > 0)
    .map((direction) => [[`  ${direction}`], podParts(found[direction])]);
  return rows.length === 0 ? [] : [`${title}:\n${columns(rows, paint)}`];
}

function podParts(pods: readonly PodSet[]): readonly string[] {
  return pods.map(describePodSet);
}

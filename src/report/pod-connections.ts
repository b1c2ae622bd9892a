import { rememberedOf } from '../model/remembered.ts';
import type { ConnectionRow, Reached } from '../connectivity/pod-connections.ts';
import { portRangesOf } from '../connectivity/port-ranges.ts';

/** Characters of a piece, about. */
const pieceLength = 65_536;

/**
 * The connections as one JSON object, a line each, in pieces: of thousands of pods it would be more than one string can
 * hold. `{"version":1,"connections":[{"from":"shop/web-1","to":"shop/db-0","protocols":{"TCP":[[5432,5432]]}}]}`
 */
export function* podConnectionsJson(rows: Iterable<ConnectionRow>): Generator<string> {
  const endOf = rememberedOf(writeEnd);
  const endsOf = rememberedOf((reached: readonly Reached[]) => reached.map(endOf));
  let piece = '{"version":1,"connections":[';
  let separator = '\n';
  for (const { from, reached, leftOut } of rows) {
    const ends = without(endsOf(reached), leftOut);
    if (ends.length === 0) continue;
    const start = `{"from":${JSON.stringify(from)},`;
    piece += `${separator}${start}${ends.join(`,\n${start}`)}`;
    separator = ',\n';
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n]}\n`;
}

/** What follows `from`; the same for all sources. */
function writeEnd({ to, ports }: Reached): string {
  return JSON.stringify({ to, ...portRangesOf(ports) }).slice(1);
}

function without(ends: readonly string[], leftOut: readonly number[]): readonly string[] {
  const rest = [...ends];
  for (const index of leftOut.toReversed()) rest.splice(index, 1);
  return rest;
}

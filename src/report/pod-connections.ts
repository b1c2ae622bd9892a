import type { NamedConnection } from '../connectivity/pod-connections.ts';
import { portRangesOf } from '../connectivity/port-ranges.ts';

/**
 * The connections as one JSON object, a line each, in pieces: of thousands of pods it would be more than one string can
 * hold. `{"version":1,"connections":[{"from":"shop/web-1","to":"shop/db-0","protocols":{"TCP":[[5432,5432]]}}]}`
 */
export function* podConnectionsJson(connections: Iterable<NamedConnection>): Generator<string> {
  let piece = '{"version":1,"connections":[';
  let separator = '\n';
  for (const { from, to, ports } of connections) {
    piece += `${separator}${JSON.stringify({ from, to, ...portRangesOf(ports) })}`;
    separator = ',\n';
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n]}\n`;
}

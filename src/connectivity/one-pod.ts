import { onlyBit } from '../semantics/sets/bitset.ts';
import type { Ends } from './ends.ts';
import type { Tile } from './tiles.ts';

/** Whether all that is said is of one pod and itself; a template has replicas to talk to, a pod has none. */
export function isOnePod(
  units: readonly Ends[],
  { sources, destinations }: Pick<Tile<unknown>, 'sources' | 'destinations'>,
): boolean {
  const source = onlyBit(sources);
  if (source === undefined || onlyBit(destinations) !== source) return false;
  const [pod, another] = units[source]?.pods ?? [];
  return pod?.origin === 'Pod' && another === undefined;
}

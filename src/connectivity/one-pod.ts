import type { Rectangle } from './rectangles.ts';
import type { Ends } from './replicas.ts';

/** Whether all that is said is of one pod and itself; a template has replicas to talk to, a pod has none. */
export function isOnePod(
  units: readonly Ends[],
  { sources, destinations }: Pick<Rectangle<unknown>, 'sources' | 'destinations'>,
): boolean {
  const [source, ...others] = sources;
  if (source === undefined || others.length > 0 || destinations.length > 1) return false;
  const pods = units[source]?.pods ?? [];
  return destinations[0] === source && pods.length === 1 && pods[0]?.origin === 'Pod';
}

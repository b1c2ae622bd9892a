import { remembered } from '../../model/remembered.ts';
import { createInternTable } from './hash-consing.ts';
import { combine, type Combination, inBoth, inEither, inFirstOnly, type Intervals } from './intervals.ts';

/** A set of points. Interned: equal sets of one family of sets are the same object. */
export interface IntervalSet<T extends number | bigint> {
  /** Unique among the sets of its family; for keys. */
  readonly id: number;
  readonly points: Intervals<T>;
}

/** A family of sets: those that are compared and combined with one another. Results are remembered. */
export interface IntervalSets<T extends number | bigint> {
  /** The one set of these points. */
  readonly of: (points: Intervals<T>) => IntervalSet<T>;
  readonly unite: Operation<T>;
  readonly intersect: Operation<T>;
  readonly subtract: Operation<T>;
}

type Operation<T extends number | bigint> = (one: IntervalSet<T>, other: IntervalSet<T>) => IntervalSet<T>;

/** A family of sets of its own. */
export function createIntervalSets<T extends number | bigint>(): IntervalSets<T> {
  const table = createInternTable<IntervalSet<T>>();
  const of = (points: Intervals<T>): IntervalSet<T> => table.of(points.join(), (id) => ({ id, points }));
  const combining = (keep: Combination): Operation<T> =>
    remembered((one: IntervalSet<T>, other: IntervalSet<T>) => of(combine(one.points, other.points, keep)));
  return {
    of,
    unite: combining(inEither),
    intersect: combining(inBoth),
    subtract: combining(inFirstOnly),
  };
}

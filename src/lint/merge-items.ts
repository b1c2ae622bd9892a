import { type Path, toPointer } from '../model/pointer.ts';
import type { Fix } from './finding.ts';

/** The fix that makes one item of two: moves a field of the second into the first, and removes the second. */
export function mergeItems(list: Path, into: number, from: number, field: string): Fix {
  return {
    safe: false,
    patch: [
      { op: 'move', from: toPointer([...list, from, field]), path: toPointer([...list, into, field]) },
      { op: 'remove', path: toPointer([...list, from]) },
    ],
  };
}

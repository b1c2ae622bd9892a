import type { Path } from './pointer.ts';

/** A mapping key that is written more than once. */
interface RepeatedKey {
  readonly path: Path;
  readonly count: number;
}

/**
 * The line that begins an object and stands twice, if another such line does: of two objects in one document more than one
 * is left over, and of a line copied by mistake only that one.
 */
export function whereRunTogether<Key extends RepeatedKey>(keys: readonly Key[]): Key | undefined {
  const top = keys.filter(({ path }) => path.length === 1 && topFields.has(String(path[0])));
  return top.length > 1 ? top.find(({ path }) => path[0] === 'apiVersion' || path[0] === 'kind') : undefined;
}

/** What became of objects that have run together, in words. */
export function describeRunTogether({ path, count }: RepeatedKey): string {
  return `${count} objects have run together: ${path[0]} stands ${count} times, and only the last object is left`;
}

const topFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec']);

import { textAt } from '../model/json.ts';
import { isPartOfWorkload } from '../model/read-pod.ts';
import { workloadKinds } from '../model/workload.ts';
import type { Document } from '../source/document.ts';

/** Which variants of an installation the files of a run belong to. */
export interface Variants {
  /** Names what a file is a part of; files of one name are judged against the same documents. */
  nameOf(file: string | undefined): string;
  /** Whether two files can be parts of one installation. */
  go(file: string | undefined, other: string | undefined): 'together' | 'apart';
}

/**
 * Folders that hold the same object, such as `clusters/dev` and `clusters/prod`, are variants of one installation: no
 * cluster has both. Two of them meet in the folder above, and of what is in it, directly or below, each folder is a variant
 * if some object stands in more than one of them. What is called a base is a part of all, and patches are no objects.
 */
export function variantsOf(documents: readonly Document[], defaultNamespace: string): Variants {
  const apart = new Map<string, Set<string>>();
  for (const folders of placesOfObjects(documents, defaultNamespace).values()) part(folders, '', apart);
  const steps = (file: string | undefined): readonly Step[] =>
    stepsOf(file).filter(({ above, folder }) => apart.get(above)?.has(folder) === true);
  return {
    nameOf: (file) => JSON.stringify(steps(file)),
    go: (file, other) => {
      const ways = new Map(steps(file).map(({ above, folder }) => [above, folder]));
      const parts = steps(other).some(({ above, folder }) => (ways.get(above) ?? folder) !== folder);
      return parts ? 'apart' : 'together';
    },
  };
}

/** The way down to a file: each folder that it lies in, and the one above that. `.` is a folder itself, not what is in it. */
interface Step {
  readonly above: string;
  readonly folder: string;
}

function stepsOf(file: string | undefined): readonly Step[] {
  if (file === undefined || file === '-') return [];
  const folders = [...file.split('/').slice(0, -1), '.'];
  return folders.map((folder, depth) => ({ above: folders.slice(0, depth).join('/'), folder }));
}

/** The ways down to each object that stands in several files, by what it is. */
function placesOfObjects(
  documents: readonly Document[],
  defaultNamespace: string,
): ReadonlyMap<string, readonly (readonly Step[])[]> {
  const objects = documents.flatMap(({ value, file }) => {
    const identity = identityOf(value, defaultNamespace);
    return identity === undefined || file === undefined ? [] : { identity, file };
  });
  const places = Map.groupBy(objects, ({ identity }) => identity);
  return new Map([...places].map(([identity, all]) => [identity, all.map(({ file }) => stepsOf(file))]));
}

function identityOf(value: unknown, defaultNamespace: string): string | undefined {
  const kind = textAt(value, 'kind');
  const name = textAt(value, 'metadata', 'name');
  if (kind === undefined || name === undefined || !told.has(kind) || isPartOfWorkload(value))
    return undefined;
  return JSON.stringify([kind, textAt(value, 'metadata', 'namespace') ?? defaultNamespace, name]);
}

/** The kinds of which one object in two places makes a difference. */
const told: ReadonlySet<string> = new Set(['NetworkPolicy', 'Namespace', 'Pod', 'Service', ...workloadKinds]);

/** Notes the folders in which the ways part, here and further down. */
function part(ways: readonly (readonly Step[])[], above: string, apart: Map<string, Set<string>>): void {
  if (ways.length < 2) return;
  const below = Map.groupBy(
    ways.filter(({ length }) => length > 0),
    ([step]) => step?.folder ?? '',
  );
  const own = [...below.keys()].filter((folder) => !shared.has(folder));
  if (own.length > 1) apart.set(above, new Set([...(apart.get(above) ?? []), ...own]));
  for (const [folder, same] of below) {
    const rest = same.map((way) => way.slice(1));
    if (folder !== '.') part(rest, above === '' ? folder : `${above}/${folder}`, apart);
  }
}

/** What overlays are laid over. */
const shared: ReadonlySet<string> = new Set([
  'base',
  'bases',
  'common',
  'component',
  'components',
  'core',
  'shared',
]);

import { existsSync, globSync, statSync } from 'node:fs';
import { join, normalize, relative, resolve } from 'node:path';
import type { Location } from '../source/location.ts';
import { unreadableReason } from './unreadable-reason.ts';
import { type Level, walk } from './walk.ts';

/** A file to be read, by the name that findings will show. */
export interface ChosenFile {
  readonly file: string;
  /** Whether somebody asked for this file, or it was met in a folder. */
  readonly chosen: 'named' | 'found';
}

/** A path that gives no text, and why. */
export interface UnreadableFile {
  readonly file: string;
  /** Completes a sentence about the path, such as "does not exist". */
  readonly reason: string;
  /** Where in the file the reason stands; absent when it is about the whole. */
  readonly location?: Location;
}

/** The files that a path stands for: itself, the manifests below a folder, or the matches of a glob pattern. */
export function chooseFiles(
  path: string,
  cwd: string,
  excluded: readonly Level[],
): readonly (ChosenFile | UnreadableFile)[] {
  if (existsSync(resolve(cwd, path)) || !/[*?[{]/.test(path)) return filesAt(path, cwd, excluded);
  const matches = globSync(path, { cwd, exclude: ['**/node_modules', '**/.git'] }).sort();
  if (matches.length === 0) return [{ file: path, reason: 'matches no file' }];
  return matches.flatMap((match) => filesAt(match, cwd, excluded));
}

function filesAt(
  path: string,
  cwd: string,
  excluded: readonly Level[],
): readonly (ChosenFile | UnreadableFile)[] {
  try {
    const found = statSync(resolve(cwd, path), { throwIfNoEntry: false });
    if (found === undefined) return [{ file: path, reason: 'does not exist' }];
    return found.isDirectory() ? below(path, cwd, excluded) : [{ file: normalize(path), chosen: 'named' }];
  } catch (error) {
    return [{ file: path, reason: unreadableReason(error) }];
  }
}

function below(
  folder: string,
  cwd: string,
  excluded: readonly Level[],
): readonly (ChosenFile | UnreadableFile)[] {
  const root = resolve(cwd, folder);
  const { files, ignored, closed } = walk(root, excluded);
  const named = (path: string): string => normalize(join(folder, relative(root, path)));
  if (files.length === 0 && closed.length === 0) {
    const hidden =
      ignored === 0 ? '' : ` but ${ignored} that .gitignore or exclude hides; name what is to be linted`;
    return [{ file: folder, reason: `holds no .yaml, .yml or .json file${hidden}` }];
  }
  return [
    ...files.map((path): ChosenFile => ({ file: named(path), chosen: 'found' })),
    ...closed.map(({ path, reason }) => ({ file: named(path), reason })),
  ];
}

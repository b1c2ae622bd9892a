import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The working tree of git around a folder. */
export interface Repository {
  /** Absolute; undefined where there is none. */
  readonly top: string | undefined;
  /** The folder and those above it, up to the top of the repository or of the disk. */
  readonly folders: readonly string[];
}

/** Finds the repository that a folder is in. */
export function repositoryAround(folder: string): Repository {
  const folders: string[] = [];
  for (let at = resolve(folder); ; at = dirname(at)) {
    folders.push(at);
    if (existsSync(join(at, '.git'))) return { top: at, folders };
    if (dirname(at) === at) return { top: undefined, folders };
  }
}

import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { repositoryAround } from './repository.ts';

/**
 * Why a path that a kustomization in the folder `from` lists is not to be followed; undefined where it may be. Who sends a
 * pull request writes kustomizations, and shall not have other files of the machine read and shown. Within the repository
 * everything can be listed; where there is none, what is in the folder, and other folders with a kustomization, as kustomize
 * itself takes them. Both paths are absolute.
 */
export function beyond(path: string, from: string, kind: 'file' | 'folder'): string | undefined {
  const { top } = repositoryAround(from);
  const place = realPath(path);
  if (top !== undefined)
    return isWithin(place, realPath(top)) ? undefined : 'it lies outside of the repository';
  return kind === 'folder' || isWithin(place, realPath(from))
    ? undefined
    : 'it lies outside of the folder of the kustomization';
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}

/** Where a path leads, links followed; the path itself where nothing is there. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

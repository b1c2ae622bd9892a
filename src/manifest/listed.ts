import { listAt } from '../model/json.ts';
import { toPointer } from '../model/pointer.ts';
import { readDocuments } from '../source/document.ts';
import type { Location } from '../source/location.ts';
import { isKustomization, isNamedKustomization, listsOfParts } from './kustomization.ts';
import type { Text } from './text.ts';

/** A path that a kustomization lists among what it builds. */
export interface Listed {
  /** As it is written, from the folder of the kustomization. */
  readonly path: string;
  /** Where it stands there. */
  readonly location: Location;
}

/**
 * What a text lists if it is a kustomization, relative paths and addresses. What is still to be filled in is no path, and
 * kustomize takes none that begins at the root of the disk.
 */
export function listedIn({ text, file }: Text): readonly Listed[] {
  if (file === undefined || !isNamedKustomization(file)) return [];
  return readDocuments(text, file).flatMap((document) => {
    if (document.kind === 'unreadable' || !isKustomization(document)) return [];
    return listsOfParts.flatMap((field) =>
      listAt(document.value, field).flatMap((path, index) =>
        typeof path === 'string' && isPath(path)
          ? [{ path, location: document.locate(toPointer([field, index])) }]
          : [],
      ),
    );
  });
}

/** YAML in the place of a path is a resource of its own; a NUL would end the path. */
function isPath(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !/[\n\0]|\{\{|\$\{|\$\(|<|%/.test(path);
}

/** Whether a path that is not there is what kustomize fetches: an address, or a repository as git and go-getter have it. */
export function isRemote(path: string): boolean {
  return /^(?:[\w.+-]+::|[\w.+-]+:\/\/|[\w.-]+@|gh:|(?:www\.)?github\.com[:/])|\/\/|\.git(?:[/?]|$)|[?&]ref=/.test(
    path,
  );
}

/** The names under which kustomize looks for what it is to build in a folder. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

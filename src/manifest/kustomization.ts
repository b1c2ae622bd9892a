import { listAt, textAt, valueAt } from '../model/json.ts';
import { rememberedOf } from '../model/remembered.ts';
import type { Document } from '../source/document.ts';
import { folderOf, resolvePath } from './paths.ts';

/** The fields that list what a kustomization builds: files, and folders with a kustomization of their own. */
export const listsOfParts = ['resources', 'bases', 'components'] as const;

/** Whether a file has the name under which kustomize looks for what to build; `main:kustomization.yaml` is one of a commit. */
export function isNamedKustomization(file: string): boolean {
  return /(?:^|[/:])(?:kustomization\.ya?ml|Kustomization)$/.test(file);
}

/** Whether kustomize takes a document for what tells it what to build; Flux has a kind of the same name. */
export function isKustomization({ value, file }: Document): boolean {
  if (file === undefined || !isNamedKustomization(file)) return false;
  const apiVersion = String(valueAt(value, 'apiVersion'));
  return textAt(value, 'kind') === undefined || apiVersion.startsWith('kustomize.config.k8s.io/');
}

/** The files and folders that a kustomization lists, from where the run began. */
export const listedPaths: (kustomization: Document) => ReadonlySet<string> = rememberedOf(
  ({ value, file = '' }) => {
    const listed = listsOfParts.flatMap((field) => listAt(value, field));
    return new Set(
      listed.flatMap((each) => (typeof each === 'string' ? resolvePath(folderOf(file), each) : [])),
    );
  },
);

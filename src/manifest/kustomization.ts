import { textAt, valueAt } from '../model/json.ts';
import type { Document } from '../source/document.ts';

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

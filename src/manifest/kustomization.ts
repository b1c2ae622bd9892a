import { textAt, valueAt } from '../model/json.ts';
import type { Document } from '../source/document.ts';

/** Whether kustomize takes a document for what tells it what to build; Flux has a kind of the same name. */
export function isKustomization({ value, file }: Document): boolean {
  if (file === undefined || !/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(file)) return false;
  const apiVersion = String(valueAt(value, 'apiVersion'));
  return textAt(value, 'kind') === undefined || apiVersion.startsWith('kustomize.config.k8s.io/');
}

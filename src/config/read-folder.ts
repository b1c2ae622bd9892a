import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from '../source/document.ts';

/** Every readable object of the manifests in a folder, not of those below it. */
export function readFolder(folder: string): readonly unknown[] {
  return readdirSync(folder)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .flatMap((name) => readDocuments(readFileSync(join(folder, name), 'utf8'), name))
    .flatMap((document) => (document.kind === 'document' ? [document.value] : []));
}

import { toPointer } from '../model/pointer.ts';
import { describeRunTogether, whereRunTogether } from '../model/run-together.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';

/** What is lost of a document in which objects have run together, as a document that cannot be read. */
export function lostOf(document: Document): UnreadableDocument | undefined {
  const key = whereRunTogether(document.duplicateKeys);
  if (key === undefined) return undefined;
  return {
    kind: 'unreadable',
    file: document.file,
    reason: `${describeRunTogether(key)}; put a line --- between them`,
    location: document.locate(toPointer(key.path)),
  };
}

import { type Document, readDocuments, type UnreadableDocument } from '../source/document.ts';
import { isWorthReading } from './relevance.ts';

/** A text and the name that findings show for it, `-` for standard input; a text of a request has no name. */
export interface Text {
  readonly file?: string;
  readonly text: string;
  /**
   * `named` for a text that somebody asked for, `found` for one met in a folder: what is broken there and shows no sign
   * of being a Kubernetes object is passed over.
   */
  readonly chosen: 'named' | 'found';
}

/** The documents of a text, in order, and what of it cannot be read. */
export function documentsOf({ text, file, chosen }: Text): readonly (Document | UnreadableDocument)[] {
  const items = readDocuments(text, file);
  return chosen === 'named'
    ? items
    : items.filter((item) => item.kind === 'document' || isWorthReading(item, text));
}

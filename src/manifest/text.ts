import { rememberedOf } from '../model/remembered.ts';
import { type Document, readDocuments, type UnreadableDocument } from '../source/document.ts';
import { withDestinations } from './destinations.ts';
import { withFluxVariables } from './flux.ts';
import { isNetworkPolicy } from './kinds.ts';
import { type Supposition, withKustomizations } from './kustomize.ts';
import { patchesAmong } from './patches.ts';
import { isWorthReading } from './relevance.ts';
import { lostOf } from './run-together.ts';
import { objectsOfTemplate, type TemplatePart } from './template.ts';

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

/** A text with its documents, in order, and what of it cannot be read. */
export interface ReadText {
  readonly text: Text;
  readonly documents: readonly Item[];
  /** How many documents were read besides, which are patches of objects and none themselves. */
  readonly patches: number;
}

type Item = TemplatePart | UnreadableDocument;

/**
 * Reads texts that belong together: what a kustomization among them gives to objects, they have, and so the namespace into
 * which they are applied; what is a patch is left out, unless it is all that somebody asked for. Kustomizations can be read
 * as if they said something else.
 */
export function readTexts(texts: readonly Text[], supposed?: Supposition): readonly ReadText[] {
  const read = texts.map((text) => ({ text, documents: documentsOf(text) }));
  const all = read.flatMap(({ documents }) => documents.filter((item) => item.kind === 'document'));
  const isAlone = texts.length === 1 && texts[0]?.chosen === 'named';
  const patches: ReadonlySet<Item> = isAlone ? new Set() : patchesAmong(all);
  const final = changed(all, [
    withFluxVariables,
    (documents) => withKustomizations(documents, supposed),
    withDestinations,
  ]);
  return read.map(({ text, documents }) => {
    const kept = documents.filter((item) => !patches.has(item));
    return {
      text,
      documents: kept.map((item) => (item.kind === 'document' ? (final.get(item) ?? item) : item)),
      patches: documents.length - kept.length,
    };
  });
}

type Change = (documents: readonly TemplatePart[]) => ReadonlyMap<TemplatePart, TemplatePart>;

/** What becomes of each document when one change is made after the other. */
function changed(
  documents: readonly TemplatePart[],
  changes: readonly Change[],
): ReadonlyMap<TemplatePart, TemplatePart> {
  const final = changes.reduce((all, change) => {
    const found = change(all);
    return all.map((document) => found.get(document) ?? document);
  }, documents);
  return new Map(documents.map((document, index) => [document, final[index] ?? document]));
}

/** A text is read again for each other way to read its kustomizations, and says the same. */
const documentsOf = rememberedOf(({ text, file, chosen }: Text): readonly Item[] => {
  const items = readDocuments(text, file);
  return items.flatMap((item): readonly Item[] => {
    if (item.kind === 'document') return [...lostBefore(item), ...objectsOfTemplate(item)];
    return chosen === 'named' || isWorthReading(item, text) ? [item] : [];
  });
});

/** Of a policy that is left NP104 says what is lost. */
function lostBefore(document: Document): readonly Item[] {
  return isNetworkPolicy(document.value) ? [] : [lostOf(document)].filter((lost) => lost !== undefined);
}

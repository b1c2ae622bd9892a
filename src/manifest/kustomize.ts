import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';
import type { Document } from '../source/document.ts';
import { isKustomization, listedPaths } from './kustomization.ts';
import { type Fields, type GivenLabels, withLabels } from './kustomize-labels.ts';
import { inNamespace, withReferences, withThoseLeft } from './kustomize-namespace.ts';
import { folderOf, resolvePath } from './paths.ts';

/**
 * How a kustomization could be read instead, to find out what a finding is due to: its labels are in no selector, they
 * are in all templates of pods, what it puts around names is not in selectors, or it lists every file of its folder.
 */
export type Supposition = 'no selectors' | 'all templates' | 'bare selectors' | 'all listed';

/**
 * The documents with what the kustomizations that list them give to the objects: a namespace, and labels. That is as far as
 * it takes to tell which objects belong together; everything else of kustomize needs `kustomize build`.
 */
export function withKustomizations(
  documents: readonly Document[],
  supposed?: Supposition,
): ReadonlyMap<Document, Document> {
  const kustomizations = kustomizationsAmong(documents, supposed);
  const giftsTo = giving(kustomizations);
  const given = new Map<Document, Document>();
  for (const document of kustomizations.length === 0 ? [] : documents) {
    const gifts = document.file === undefined ? nothing : giftsTo(resolvePath('', document.file));
    if (gifts !== nothing) given.set(document, { ...document, value: complete(document.value, gifts) });
  }
  return withReferences(documents, withThoseLeft(documents, given));
}

function kustomizationsAmong(
  documents: readonly Document[],
  supposed: Supposition | undefined,
): readonly Kustomization[] {
  const read = documents.filter(isKustomization).map((document) => readKustomization(document, supposed));
  if (supposed !== 'all listed') return read;
  const listed = new Set(read.flatMap(({ resources }) => [...resources]));
  const others = documents.flatMap(({ file }) => (file === undefined ? [] : resolvePath('', file)));
  const unlisted = Map.groupBy(
    others.filter((file) => !listed.has(file)),
    folderOf,
  );
  return read.map((each) => ({
    ...each,
    resources: new Set([...each.resources, ...(unlisted.get(each.folder) ?? [])]),
  }));
}

interface Kustomization {
  readonly folder: string;
  readonly gifts: Gifts;
  /** Files and folders, from where the run began. */
  readonly resources: ReadonlySet<string>;
}

interface Gifts extends GivenLabels {
  /** A namespace, if any. */
  readonly metadata: Fields;
  /** What is put before and behind names, and is supposed not to be meant in selectors. */
  readonly affixes: Fields;
}

const nothing: Gifts = { metadata: {}, objects: {}, templates: {}, selectors: {}, affixes: {} };

function readKustomization(document: Document, supposed: Supposition | undefined): Kustomization {
  const { value, file = '' } = document;
  const namespace = textAt(value, 'namespace');
  const objects = labelsOf(value, []);
  const affixes = { prefix: textAt(value, 'namePrefix') ?? '', suffix: textAt(value, 'nameSuffix') ?? '' };
  return {
    folder: folderOf(file),
    gifts: {
      metadata: namespace === undefined ? {} : { namespace },
      objects,
      templates:
        supposed === 'all templates' ? objects : labelsOf(value, ['includeTemplates', 'includeSelectors']),
      selectors: supposed === 'no selectors' ? {} : labelsOf(value, ['includeSelectors']),
      affixes: supposed === 'bare selectors' ? affixes : {},
    },
    resources: listedPaths(document),
  };
}

/**
 * The labels of a kustomization, the common ones last: of `labels` those that one of `flags` sends further than to the
 * object itself, or all.
 */
export function labelsOf(value: unknown, flags: readonly string[]): Fields {
  const pairs = listAt(value, 'labels')
    .filter((each) => flags.length === 0 || flags.some((flag) => valueAt(each, flag) === true))
    .map((each) => valueAt(each, 'pairs'));
  return Object.assign({}, ...[...pairs, valueAt(value, 'commonLabels')].filter(isJsonObject)) as Fields;
}

/**
 * What a file or a folder is given by the kustomizations that list it, those that list their folders, and so on; the outer
 * one has the last word. Where several list the same, as overlays do with their base, what they give differently is not
 * given by any.
 */
function giving(kustomizations: readonly Kustomization[]): (path: string) => Gifts {
  const known = new Map<string, Gifts>();
  return function giftsTo(path): Gifts {
    const before = known.get(path);
    if (before !== undefined) return before;
    // Who comes here again before it is known has met a kustomization that lists itself, if by way of others.
    known.set(path, nothing);
    const ways = kustomizations
      .filter(({ resources }) => resources.has(path))
      .map(({ folder, gifts }) => overlaid(gifts, giftsTo(folder)));
    const gifts = ways.length === 0 ? nothing : agreed(ways);
    known.set(path, gifts);
    return gifts;
  };
}

function overlaid(inner: Gifts, outer: Gifts): Gifts {
  return of((kind) => ({ ...inner[kind], ...outer[kind] }));
}

function agreed(ways: readonly Gifts[]): Gifts {
  return of((kind) => inAll(ways.map((way) => way[kind])));
}

function of(fields: (kind: keyof Gifts) => Fields): Gifts {
  return {
    metadata: fields('metadata'),
    objects: fields('objects'),
    templates: fields('templates'),
    selectors: fields('selectors'),
    affixes: fields('affixes'),
  };
}

function inAll([first = {}, ...others]: readonly Fields[]): Fields {
  const same = Object.entries(first).filter(([key, value]) => others.every((other) => other[key] === value));
  return Object.fromEntries(same);
}

function complete(value: unknown, { metadata: given, affixes, ...labels }: Gifts): unknown {
  const metadata = valueAt(value, 'metadata');
  if (!isJsonObject(value) || !isJsonObject(metadata)) return value;
  const namespace = textAt(given, 'namespace');
  return withLabels(namespace === undefined ? value : inNamespace(value, namespace), labels, affixes);
}

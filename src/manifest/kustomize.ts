import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';
import { workloadKinds } from '../model/pod.ts';
import type { Document } from '../source/document.ts';
import { isKustomization, listsOfParts } from './kustomization.ts';
import { folderOf, resolvePath } from './paths.ts';

/**
 * The documents with what the kustomizations that list them give to the objects that lack it: a namespace, and labels of
 * pods. That is as far as it takes to tell which objects belong together; everything else of kustomize needs
 * `kustomize build`.
 */
export function withKustomizations(documents: readonly Document[]): ReadonlyMap<Document, Document> {
  const kustomizations = documents.filter(isKustomization).map(readKustomization);
  const giftsTo = giving(kustomizations);
  const given = new Map<Document, Document>();
  for (const document of kustomizations.length === 0 ? [] : documents) {
    const gifts = document.file === undefined ? nothing : giftsTo(resolvePath('', document.file));
    if (gifts !== nothing) given.set(document, { ...document, value: complete(document.value, gifts) });
  }
  return given;
}

interface Kustomization {
  readonly folder: string;
  readonly gifts: Gifts;
  /** Files and folders, from where the run began. */
  readonly resources: ReadonlySet<string>;
}

type Fields = Readonly<Record<string, unknown>>;

interface Gifts {
  /** A namespace, if any. */
  readonly metadata: Fields;
  /** What the pods of workloads get. */
  readonly labels: Fields;
}

const nothing: Gifts = { metadata: {}, labels: {} };

function readKustomization({ value, file = '' }: Document): Kustomization {
  const folder = folderOf(file);
  const listed = listsOfParts.flatMap((field) => listAt(value, field));
  const namespace = textAt(value, 'namespace');
  return {
    folder,
    gifts: { metadata: namespace === undefined ? {} : { namespace }, labels: podLabels(value) },
    resources: new Set(listed.flatMap((each) => (typeof each === 'string' ? resolvePath(folder, each) : []))),
  };
}

/** `labels` reach pods only where they are told to (Kustomize, `includeTemplates`), `commonLabels` always. */
function podLabels(value: unknown): Fields {
  const common = valueAt(value, 'commonLabels');
  const pairs = listAt(value, 'labels')
    .filter((each) => ['includeTemplates', 'includeSelectors'].some((field) => valueAt(each, field) === true))
    .map((each) => valueAt(each, 'pairs'));
  return Object.assign({}, ...[common, ...pairs].filter(isJsonObject)) as Fields;
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
  return {
    metadata: { ...inner.metadata, ...outer.metadata },
    labels: { ...inner.labels, ...outer.labels },
  };
}

function agreed(ways: readonly Gifts[]): Gifts {
  return { metadata: inAll(ways.map((way) => way.metadata)), labels: inAll(ways.map((way) => way.labels)) };
}

function inAll([first = {}, ...others]: readonly Fields[]): Fields {
  const same = Object.entries(first).filter(([key, value]) => others.every((other) => other[key] === value));
  return Object.fromEntries(same);
}

function complete(value: unknown, { metadata: given, labels }: Gifts): unknown {
  const metadata = valueAt(value, 'metadata');
  if (!isJsonObject(value) || !isJsonObject(metadata)) return value;
  const isPlaced = textAt(metadata, 'namespace') !== undefined;
  return withPodLabels(isPlaced ? value : { ...value, metadata: { ...metadata, ...given } }, labels);
}

/** Nothing that is written is changed: kustomize sets the same label in selectors as well. */
function withPodLabels(value: Readonly<Record<string, unknown>>, labels: Fields): unknown {
  const spec = valueAt(value, 'spec');
  const template = valueAt(spec, 'template');
  const metadata = valueAt(template, 'metadata');
  const isWorkload = workloadKinds.some((kind) => kind === value['kind']);
  const own = valueAt(metadata, 'labels');
  if (!isWorkload || !isJsonObject(spec) || !isJsonObject(template) || !isJsonObject(metadata)) return value;
  if (!isJsonObject(own) || Object.keys(labels).length === 0) return value;
  const labelled = { ...template, metadata: { ...metadata, labels: { ...labels, ...own } } };
  return { ...value, spec: { ...spec, template: labelled } };
}

import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';
import { workloadKinds } from '../model/pod.ts';
import type { Document } from '../source/document.ts';
import { folderOf, resolvePath } from './paths.ts';

/**
 * The documents with what the kustomizations beside them give to the objects that lack it: a namespace, and labels of pods.
 * That is as far as it takes to tell which objects belong together; everything else of kustomize needs `kustomize build`.
 */
export function withKustomizations(documents: readonly Document[]): ReadonlyMap<Document, Document> {
  const byFolder = new Map<string, Kustomization>();
  for (const document of documents) {
    const kustomization = readKustomization(document);
    if (kustomization !== undefined) byFolder.set(kustomization.folder, kustomization);
  }
  const given = new Map<Document, Document>();
  if (byFolder.size === 0) return given;
  for (const document of documents) {
    const chain = document.file === undefined ? [] : chainOf(document.file, byFolder);
    if (chain.length > 0) given.set(document, { ...document, value: complete(document.value, chain) });
  }
  return given;
}

interface Kustomization {
  readonly folder: string;
  readonly namespace: string | undefined;
  /** What it puts on the pods of workloads. */
  readonly labels: Readonly<Record<string, unknown>>;
  /** Files and folders, from where the run began. */
  readonly resources: ReadonlySet<string>;
}

function readKustomization({ value, file }: Document): Kustomization | undefined {
  const kind = textAt(value, 'kind');
  const isFile = file !== undefined && /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(file);
  const isOurs =
    kind === undefined || String(valueAt(value, 'apiVersion')).startsWith('kustomize.config.k8s.io/');
  if (!isFile || !isOurs) return undefined;
  const folder = folderOf(file);
  const listed = ['resources', 'bases', 'components'].flatMap((field) => listAt(value, field));
  return {
    folder,
    namespace: textAt(value, 'namespace'),
    labels: podLabels(value),
    resources: new Set(listed.flatMap((each) => (typeof each === 'string' ? resolvePath(folder, each) : []))),
  };
}

/** `labels` reach pods only where they are told to (Kustomize, `includeTemplates`), `commonLabels` always. */
function podLabels(value: unknown): Readonly<Record<string, unknown>> {
  const common = valueAt(value, 'commonLabels');
  const pairs = listAt(value, 'labels')
    .filter((each) => ['includeTemplates', 'includeSelectors'].some((field) => valueAt(each, field) === true))
    .map((each) => valueAt(each, 'pairs'));
  return Object.assign({}, ...[common, ...pairs].filter(isJsonObject)) as Readonly<Record<string, unknown>>;
}

/** The kustomization that lists a file, the one that lists its folder, and so on; each folder counts once. */
function chainOf(file: string, byFolder: ReadonlyMap<string, Kustomization>): readonly Kustomization[] {
  const chain: Kustomization[] = [];
  let part = file;
  for (let folder: string | undefined = folderOf(file); folder !== undefined; folder = above(folder)) {
    const kustomization = byFolder.get(folder);
    if (kustomization === undefined) continue;
    if (!kustomization.resources.has(part)) break;
    chain.push(kustomization);
    part = folder;
  }
  return chain;
}

function above(folder: string): string | undefined {
  return folder === '' || folder === '/' ? undefined : folderOf(folder);
}

function complete(value: unknown, chain: readonly Kustomization[]): unknown {
  const metadata = valueAt(value, 'metadata');
  if (!isJsonObject(value) || !isJsonObject(metadata)) return value;
  const namespace = chain.findLast((each) => each.namespace !== undefined)?.namespace;
  const placed =
    namespace === undefined || textAt(metadata, 'namespace') !== undefined
      ? value
      : { ...value, metadata: { ...metadata, namespace } };
  return withPodLabels(placed, Object.assign({}, ...chain.map(({ labels }) => labels)) as object);
}

/** Nothing that is written is changed: kustomize sets the same label in selectors as well. */
function withPodLabels(value: Readonly<Record<string, unknown>>, labels: object): unknown {
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

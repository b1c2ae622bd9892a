import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';
import { groupKind } from '../model/metadata.ts';
import { workloadKinds } from '../model/workload.ts';
import { isKustomization } from './kustomization.ts';
import type { TemplatePart } from './template.ts';

/** What is applied from a folder, and the namespace for what names none. */
interface Destination {
  readonly folder: string;
  readonly namespace: string;
}

/**
 * Documents without a namespace in the one that an Application of Argo CD or a Kustomization of Flux among them applies
 * their folder to. Where a kustomization stands in the folder, what it lists from elsewhere would be left behind, and where
 * not every workload, Service and policy has such a folder, its like: it all stays as it is then.
 */
export function withDestinations(
  documents: readonly TemplatePart[],
): ReadonlyMap<TemplatePart, TemplatePart> {
  const built = documents.filter(isKustomization);
  const destinations = documents
    .flatMap(({ value }) => destinationsOf(value))
    .filter(({ folder }) => !built.some(({ file }) => liesIn(file, folder)));
  const moved = new Map<TemplatePart, TemplatePart>();
  for (const document of destinations.length === 0 ? [] : documents) {
    const { value, file } = document;
    const metadata = valueAt(value, 'metadata');
    if (!isJsonObject(value) || !isJsonObject(metadata) || 'namespace' in metadata || !isPlaced(value))
      continue;
    const namespace = namespaceFor(file, destinations);
    if (namespace === undefined) return new Map();
    moved.set(document, { ...document, value: { ...value, metadata: { ...metadata, namespace } } });
  }
  return moved;
}

function isPlaced(value: unknown): boolean {
  return placed.has(textAt(value, 'kind') ?? '');
}

/** The kinds whose namespace says who is meant. */
const placed: ReadonlySet<string> = new Set([
  'ConfigMap',
  'NetworkPolicy',
  'Pod',
  'Service',
  ...workloadKinds,
]);

function destinationsOf(value: unknown): readonly Destination[] {
  const type = groupKind(value);
  const isArgo = type === 'argoproj.io/Application';
  if (!isArgo && type !== 'kustomize.toolkit.fluxcd.io/Kustomization') return [];
  const spec = valueAt(value, 'spec');
  const namespace = isArgo ? textAt(spec, 'destination', 'namespace') : textAt(spec, 'targetNamespace');
  const sources = isArgo ? [valueAt(spec, 'source'), ...listAt(spec, 'sources')] : [spec];
  return sources.flatMap((source) => {
    const folder =
      textAt(source, 'path')
        ?.replace(/^(?:\.?\/)+/, '')
        .replace(/\/+$/, '') ?? '';
    return namespace === undefined || !/^[\w.-]/.test(folder) || folder === '.' ? [] : { folder, namespace };
  });
}

/** Of the destinations of its folder the nearest; undefined where there are several, or none. */
function namespaceFor(file: string | undefined, destinations: readonly Destination[]): string | undefined {
  const own = destinations.filter(({ folder }) => liesIn(file, folder));
  const depth = Math.max(...own.map(({ folder }) => folder.length));
  const names = new Set(
    own.filter(({ folder }) => folder.length === depth).map(({ namespace }) => namespace),
  );
  const [name] = names;
  return names.size === 1 ? name : undefined;
}

/** Paths of both tools begin at the root of the repository, which may be any folder above. */
function liesIn(file: string | undefined, folder: string): boolean {
  return file !== undefined && `/${file}`.includes(`/${folder}/`);
}

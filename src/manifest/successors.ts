import type { Successor } from '../lint/target.ts';
import { isSameJson, textAt } from '../model/json.ts';
import { readNetworkPolicy } from '../model/read-networkpolicy.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';
import { isKustomization, listedPaths } from './kustomization.ts';
import { isNetworkPolicy } from './kinds.ts';
import { folderOf, resolvePath } from './paths.ts';

type Item = Document | UnreadableDocument;

/**
 * The policies after which another of their namespace and name is applied, and the last of those; a copy does no harm,
 * but kustomize refuses it. Together go the documents of one text, the files that one kustomization lists, and those of
 * one folder, if it has none.
 */
export function successorsAmong(
  items: readonly Item[],
  documents: readonly Document[],
  defaultNamespace: string,
): ReadonlyMap<Item, Successor> {
  const policies = items
    .filter((item) => item.kind === 'document')
    .filter(({ value }) => isNetworkPolicy(value));
  const named = Map.groupBy(policies, ({ value }) =>
    JSON.stringify([
      textAt(value, 'metadata', 'namespace') ?? defaultNamespace,
      textAt(value, 'metadata', 'name'),
    ]),
  );
  const ways = waysAmong(documents);
  const found = new Map<Item, Successor>();
  for (const same of named.values()) {
    if (same.length < 2 || textAt(same[0]?.value, 'metadata', 'name') === undefined) continue;
    const last = new Map(same.flatMap((each) => ways(each.file).map(({ key }) => [key, each] as const)));
    for (const each of same) {
      for (const { key, way } of ways(each.file)) {
        const other = last.get(key);
        if (other === undefined || other === each || found.has(each)) continue;
        if (way !== 'kustomize' && isSameJson(each.value, other.value)) continue;
        found.set(each, successorOf(other, way, defaultNamespace));
      }
    }
  }
  return found;
}

function successorOf({ value }: Document, way: Successor['by'], defaultNamespace: string): Successor {
  const reading = readNetworkPolicy(value, { defaultNamespace, strictCidr: false });
  return { by: way, ...('policy' in reading ? { policy: reading.policy } : {}) };
}

interface Way {
  readonly way: Successor['by'];
  /** What all that go this way have in common. */
  readonly key: string;
}

/** How a file gets to the cluster together with others; the surest first. */
function waysAmong(documents: readonly Document[]): (file: string | undefined) => readonly Way[] {
  const listing = new Map<string, Way[]>();
  const folders = new Set<string>();
  for (const kustomization of documents.filter(isKustomization)) {
    const { file = '' } = kustomization;
    folders.add(folderOf(resolvePath('', file)));
    for (const path of listedPaths(kustomization)) {
      const ways = listing.get(path) ?? [];
      listing.set(path, ways);
      ways.push({ way: 'kustomize', key: `k ${file}` });
    }
  }
  return (file) => {
    const text: Way = { way: 'text', key: `t ${file ?? ''}` };
    if (file === undefined || file === '-') return [text];
    const path = resolvePath('', file);
    const folder = folderOf(path);
    const beside: readonly Way[] = folders.has(folder) ? [] : [{ way: 'folder', key: `f ${folder}` }];
    return [...(listing.get(path) ?? []), text, ...beside];
  };
}

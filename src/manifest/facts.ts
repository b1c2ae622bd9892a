import { readClusterObject } from '../model/cluster-object.ts';
import { podKey } from '../model/pod.ts';
import { readMetadata } from '../model/metadata.ts';
import { inventoryOf } from '../model/given.ts';
import type { Inventory } from '../model/inventory.ts';
import { isJsonObject } from '../model/json.ts';
import { layer } from '../model/layer.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import { toFieldPath, toPointer } from '../model/pointer.ts';
import { isPartOfWorkload } from '../model/read-pod.ts';
import { readNetworkPolicy } from '../model/read-networkpolicy.ts';
import { hasTypeFields, typeFields } from '../model/type-fields.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';
import type { Location } from '../source/location.ts';
import { foreignPolicyOf } from './foreign-policy.ts';
import { isNetworkPolicy } from './kinds.ts';
import { lostOf } from './run-together.ts';
import { readTexts, type Text } from './text.ts';
import { openPolicyOf, type TemplatePart } from './template.ts';

/** What some texts say about a cluster. */
export interface Facts {
  readonly inventory: Inventory;
  /** Where a part of a policy stands; undefined for one that is in no text. The pointer begins at the object. */
  readonly locate: (policy: NetworkPolicy, pointer: string) => Location | undefined;
  /** What of the texts does not count. */
  readonly leftOut: readonly LeftOut[];
}

/** A part of a text that is no fact, and why. */
export interface LeftOut {
  /** Whether it is no readable object, a policy that no API server takes as it is, or says nothing that counts. */
  readonly kind: 'unreadable' | 'refused' | 'notCounted';
  readonly location: Location;
  /** One line. */
  readonly reason: string;
}

/** What the texts come from and what stands beneath them. */
export interface FactSources {
  readonly texts: readonly Text[];
  /** A live cluster, on top of which the texts are read as if they had been applied. */
  readonly base?: Inventory;
  /** The namespace of objects that name none. */
  readonly defaultNamespace: string;
}

/** Reads every object of the texts that says something about who can connect to whom. */
export function readFacts({ texts, base, defaultNamespace }: FactSources): Facts {
  const documents: Document[] = [];
  const leftOut: LeftOut[] = [];
  const policies = new Map<string, Document>();
  const workloads = new Map<string, Document>();
  for (const item of readTexts(texts).flatMap(({ documents: items }) => items)) {
    if (item.kind === 'unreadable') {
      leftOut.push(unreadable(item));
      continue;
    }
    documents.push(item);
    if (isPartOfWorkload(item.value)) leftOut.push(partOfWorkload(item));
    else leftOut.push(...replacedWorkload(item, workloads, defaultNamespace));
    leftOut.push(...foreign(item), ...open(item));
    if (!isNetworkPolicy(item.value)) continue;
    const lost = lostOf(item);
    if (lost !== undefined) leftOut.push(unreadable(lost));
    const refusal = refusalOf(item, defaultNamespace);
    if (refusal !== undefined) {
      leftOut.push(refusal);
      continue;
    }
    const identity = identityOf(readMetadata(item.value, defaultNamespace));
    leftOut.push(...replaced(policies.get(identity), item));
    policies.set(identity, item);
  }
  const given = inventoryOf(
    documents.map(({ value }) => value),
    defaultNamespace,
  );
  return {
    inventory: base === undefined ? given : layer(base, given),
    locate: (policy, pointer) => policies.get(identityOf(policy))?.locate(pointer),
    leftOut,
  };
}

function unreadable({ location, reason }: UnreadableDocument): LeftOut {
  return { kind: 'unreadable', location, reason };
}

function refusalOf(document: Document, defaultNamespace: string): LeftOut | undefined {
  if (!isJsonObject(document.value) || !hasTypeFields(document.value)) return ofWrongType(document);
  const reading = readNetworkPolicy(document.value, { defaultNamespace, strictCidr: false });
  const [problem] = 'problems' in reading ? reading.problems : [];
  if (problem === undefined) return undefined;
  const { path, detail } = problem;
  return {
    kind: 'refused',
    location: document.locate(toPointer(path)),
    reason: `the API server refuses this policy: ${toFieldPath(path)} ${detail}`,
  };
}

function ofWrongType(document: Document): LeftOut {
  const { apiVersion, kind } = typeFields;
  return {
    kind: 'refused',
    location: document.locate('/apiVersion'),
    reason: `no API server takes this for a NetworkPolicy; write apiVersion: ${apiVersion} and kind: ${kind}`,
  };
}

function partOfWorkload(document: Document): LeftOut {
  const reason =
    'a workload without labels for its pods, so only a part of one; give what kustomize or the like makes';
  return { kind: 'notCounted', location: document.locate('/kind'), reason };
}

function foreign(document: Document): readonly LeftOut[] {
  const policy = foreignPolicyOf(document.value);
  if (policy === undefined) return [];
  const reason = `${policy} decides about connections too, and is not read: only NetworkPolicy of networking.k8s.io is`;
  return [{ kind: 'notCounted', location: document.locate('/kind'), reason }];
}

function open(document: TemplatePart): readonly LeftOut[] {
  const reason = openPolicyOf(document)?.reason;
  return reason === undefined ? [] : [{ kind: 'refused', location: document.locate(''), reason }];
}

/** Notes a pod or a workload, and tells of the one of its name whose place it takes. */
function replacedWorkload(
  item: Document,
  known: Map<string, Document>,
  defaultNamespace: string,
): readonly LeftOut[] {
  const found = readClusterObject(item.value, defaultNamespace);
  if (found?.kind !== 'pods') return [];
  const identity = JSON.stringify([found.object.namespace, podKey(found.object)]);
  const former = known.get(identity);
  known.set(identity, item);
  return replaced(former, item, found.object.origin);
}

/** Of two objects of one name the later counts, as with `kubectl apply`; where both say the same, nothing is lost. */
function replaced(former: Document | undefined, latter: Document, what = 'policy'): readonly LeftOut[] {
  if (former === undefined || JSON.stringify(former.value) === JSON.stringify(latter.value)) return [];
  const { file = '-', line, column } = latter.locate('/metadata/name');
  const reason = `a later ${what} of the same name takes its place: ${file}:${line}:${column}`;
  return [{ kind: 'notCounted', location: former.locate('/metadata/name'), reason }];
}

function identityOf(object: { readonly namespace: string; readonly name: string } | undefined): string {
  return JSON.stringify([object?.namespace, object?.name]);
}

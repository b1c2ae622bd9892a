import type { MetadataObject, NetworkPolicyObject, OwnerReferenceObject } from '../networkpolicy-object.ts';
import type { Problem } from '../problem.ts';
import { type Check, invalid, problem } from './check.ts';
import { dnsLabelFaults, labelKeyFaults, subdomainFaults } from './names.ts';

const namePath = ['metadata', 'name'] as const;

/** What the object is and what it is called; on update, that it still is what it was. */
export const identity: Check<NetworkPolicyObject> = (object, { previous }) => {
  const metadata = object.metadata ?? {};
  if (previous !== undefined) return [...typeMeta(object), ...sameName(metadata, previous.metadata ?? {})];
  const namespace = metadata.namespace ?? '';
  return [
    ...typeMeta(object),
    ...newName(metadata),
    // Absent and empty are alike to Go, and filled in from the request.
    ...(namespace === '' ? [] : invalid(['metadata', 'namespace'], namespace, dnsLabelFaults(namespace))),
  ];
};

/** The API server takes the type from the request where the object does not say it. */
function typeMeta({ apiVersion, kind }: NetworkPolicyObject): readonly Problem[] {
  const problems: Problem[] = [];
  if ((apiVersion ?? '') !== '' && apiVersion !== 'networking.k8s.io/v1') {
    problems.push(problem(['apiVersion'], 'Undecodable', apiVersion, 'must be networking.k8s.io/v1'));
  }
  if ((kind ?? '') !== '' && kind !== 'NetworkPolicy') {
    problems.push(problem(['kind'], 'Undecodable', kind, 'must be NetworkPolicy'));
  }
  return problems;
}

const unnamed = 'name or generateName is required';

function newName({ name, generateName }: MetadataObject): readonly Problem[] {
  const prefix = generateName ?? '';
  const problems = prefix === '' ? [] : prefixProblems(prefix);
  if ((name ?? '') !== '') return [...problems, ...invalid(namePath, name, subdomainFaults(name ?? ''))];
  if (prefix === '') return [problem(namePath, 'FieldValueRequired', name, unnamed)];
  const generated = `${prefix.slice(0, 58)}x2x2x`;
  const faults = subdomainFaults(generated).map((fault) => `a name made from generateName ${fault}`);
  return [...problems, ...invalid(namePath, prefix, faults)];
}

/** The API server replaces the last two characters of a prefix that ends in a dash before it judges it. */
function prefixProblems(prefix: string): readonly Problem[] {
  const masked = prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
  return invalid(['metadata', 'generateName'], prefix, subdomainFaults(masked));
}

function sameName(metadata: MetadataObject, previous: MetadataObject): readonly Problem[] {
  const name = metadata.name ?? '';
  const namespace = metadata.namespace ?? previous.namespace ?? '';
  const problems = name === '' ? [problem(namePath, 'FieldValueRequired', metadata.name, unnamed)] : [];
  if (name !== (previous.name ?? '')) problems.push(...invalid(namePath, name, ['must not change']));
  // Where one of the two does not say it, the request does.
  const isMoved = namespace !== '' && namespace !== (previous.namespace || namespace);
  if (isMoved) problems.push(...invalid(['metadata', 'namespace'], namespace, ['must not change']));
  return [...problems, ...lateFinalizers(metadata, previous)];
}

function lateFinalizers(metadata: MetadataObject, previous: MetadataObject): readonly Problem[] {
  if ((previous.deletionTimestamp ?? '') === '') return [];
  const before = previous.finalizers ?? [];
  const added = (metadata.finalizers ?? []).filter((name) => !before.includes(name));
  if (added.length === 0) return [];
  const detail = 'must not get new entries once the object is being deleted';
  return [problem(['metadata', 'finalizers'], 'FieldValueForbidden', added, detail)];
}

/** Owner references; the API server reports them at the list, without an index, and drops repeated ones first. */
export const owners: Check<readonly (OwnerReferenceObject | null)[] | null> = (list) => {
  const owning = distinct(list ?? []);
  const controllers = owning.filter((owner) => owner.controller === true).length;
  const surplus = Array.from(
    { length: Math.max(controllers - 1, 0) },
    (_, index) => `only one owner may be the controller, this is number ${index + 2}`,
  );
  return [...owning.flatMap((owner) => ownerProblems(owner)), ...invalid([], list, surplus)];
};

function ownerProblems(owner: OwnerReferenceObject): readonly Problem[] {
  const problems: Problem[] = [];
  if (versionOf(owner.apiVersion ?? '') === '') {
    const detail = 'must name a version: version or group/version';
    problems.push(...invalid(['apiVersion'], owner.apiVersion ?? '', [detail]));
  }
  for (const field of ['kind', 'name', 'uid'] as const) {
    const value = owner[field] ?? '';
    if (value === '') problems.push(...invalid([field], value, ['must not be empty']));
  }
  const isEvent = owner.kind === 'Event' && /^\/?v1$/.test(owner.apiVersion ?? '');
  return isEvent ? [...problems, ...invalid([], owner, ['an Event must not own objects'])] : problems;
}

function distinct(list: readonly (OwnerReferenceObject | null)[]): readonly OwnerReferenceObject[] {
  const seen = new Map<string, OwnerReferenceObject>();
  for (const owner of list) {
    const { apiVersion, kind, name, uid, controller, blockOwnerDeletion } = owner ?? {};
    const texts = [apiVersion, kind, name, uid].map((text) => text ?? '');
    const key = JSON.stringify([...texts, controller ?? null, blockOwnerDeletion ?? null]);
    if (!seen.has(key)) seen.set(key, owner ?? {});
  }
  return [...seen.values()];
}

function versionOf(apiVersion: string): string {
  const parts = apiVersion.split('/');
  return parts.length > 2 ? '' : (parts.at(-1) ?? '');
}

const standardFinalizers: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Finalizers: qualified names, with a prefix unless they are Kubernetes' own. */
export const finalizerNames: Check<readonly (string | null)[] | null> = (list) => {
  const names = (list ?? []).map((name) => name ?? '');
  const problems: Problem[] = [];
  for (const [index, name] of names.entries()) {
    const faults = labelKeyFaults(name).map((fault) => `finalizer ${JSON.stringify(name)}: ${fault}`);
    problems.push(...invalid([], name, faults));
    if (!name.includes('/') && !standardFinalizers.includes(name)) {
      problems.push(...invalid([index], name, ['must have a prefix, such as example.com/name']));
    }
  }
  if (names.includes('orphan') && names.includes('foregroundDeletion')) {
    problems.push(...invalid([], names, ['must not have both orphan and foregroundDeletion']));
  }
  return problems;
};

/** A moment as Go's RFC 3339 reader takes it: it allows one-digit hours and a comma before the fraction. */
export const timestamp: Check<string | null> = (text) => {
  if (text === null || isTimestamp(text)) return [];
  return [problem([], 'Undecodable', text, 'must be a time such as 2026-01-31T09:00:00Z')];
};

function isTimestamp(text: string): boolean {
  const shape = /^(\d{4}-\d\d-\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/.exec(text);
  if (shape === null) return false;
  const [, date = '', hour, minute, second, zoneHour, zoneMinute] = shape;
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(date)) return false;
  const within = (part: string | undefined, limit: number): boolean => Number(part ?? 0) <= limit;
  return (
    within(hour, 23) &&
    within(minute, 59) &&
    within(second, 59) &&
    within(zoneHour, 24) &&
    within(zoneMinute, 60)
  );
}

import type { MetadataObject, NetworkPolicyObject, OwnerReferenceObject } from '../networkpolicy-object.ts';
import type { Problem } from '../problem.ts';
import { quote } from '../prose.ts';
import { type Check, invalid, problem, problemsOfEach } from './check.ts';
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

const unnamed = 'must be written, or generateName';

function newName({ name, generateName }: MetadataObject): readonly Problem[] {
  const prefix = generateName ?? '';
  const problems = prefix === '' ? [] : prefixProblems(prefix);
  if ((name ?? '') !== '') return [...problems, ...invalid(namePath, name, subdomainFaults(name ?? ''))];
  if (prefix === '') return [problem(namePath, 'FieldValueRequired', name, unnamed)];
  const generated = `${prefix.slice(0, 58)}x2x2x`;
  const subject = `a name made from generateName ${quote(prefix)}`;
  return [...problems, ...invalid(namePath, prefix, subdomainFaults(generated), subject)];
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
  let controllers = 0;
  return problemsOfEach(distinct(list ?? []), (owner) => {
    if (owner.controller === true) controllers += 1;
    const isSurplus = owner.controller === true && controllers > 1;
    const detail = `must have only one controller, and this is number ${controllers}`;
    return [...ownerProblems(owner), ...invalid([], list, isSurplus ? [detail] : [])];
  });
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
  return isEvent
    ? [...problems, ...invalid([], owner, ['must not be an Event, which owns nothing'])]
    : problems;
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
  const problems = problemsOfEach(names, (name, index) => {
    const isQualified = name.includes('/') || standardFinalizers.includes(name);
    const detail = 'must have a prefix, such as example.com/name';
    return [
      ...invalid([], name, labelKeyFaults(name), `finalizer ${quote(name)}`),
      ...invalid([index], name, isQualified ? [] : [detail]),
    ];
  });
  if (!names.includes('orphan') || !names.includes('foregroundDeletion')) return problems;
  return [...problems, ...invalid([], names, ['must not have both orphan and foregroundDeletion'])];
};

/** A moment as Go's RFC 3339 reader takes it: it allows one-digit hours and a comma before the fraction. */
export const timestamp: Check<string | null> = (text) => {
  if (text === null || isTimestamp(text)) return [];
  return [problem([], 'Undecodable', text, 'must be a time such as 2026-01-31T09:00:00Z')];
};

const timestampShape = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/;

function isTimestamp(text: string): boolean {
  const parts = timestampShape.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return false;
  const [year = 0, month = 0, day = 0, ...rest] = parts;
  // Parts of a zone that is not written are NaN, which is greater than nothing.
  const isWithinDay = timeLimits.every((limit, index) => !((rest[index] ?? 0) > limit));
  return isWithinDay && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

/** Hours, minutes, seconds; hours and minutes of the zone. */
const timeLimits = [23, 59, 59, 24, 60] as const;

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

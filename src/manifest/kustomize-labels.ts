import { isJsonObject, textAt, valueAt } from '../model/json.ts';

/** Some members of an object. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields without those that the others have alike. */
export function without(fields: Fields, others: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => others[key] !== value));
}

/** The labels that kustomize sets, by where it does. */
export interface GivenLabels {
  /** Of every object. */
  readonly objects: Fields;
  /** Of the pods that workloads make. */
  readonly templates: Fields;
  /** In selectors. */
  readonly selectors: Fields;
}

/**
 * The object with the labels where kustomize sets them (api/internal/konfig/builtinpluginconsts/commonlabels.go): it
 * takes the place of what is written, makes what a Service or an object lacks, and in a NetworkPolicy goes only into a
 * podSelector, of peers too, that has matchLabels. Affixes that are given are taken off the values in its selectors.
 */
export function withLabels(value: Fields, labels: GivenLabels, affixes: Fields): Fields {
  const kind = value['kind'];
  if (kind === 'Pod' || kind === 'Namespace')
    return set(value, ['metadata', 'labels'], labels.objects, 'made');
  if (kind === 'Service') return set(value, ['spec', 'selector'], labels.selectors, 'made');
  if (kind === 'CronJob')
    return set(value, ['spec', 'jobTemplate', 'spec', ...template], labels.templates, 'kept');
  if (typeof kind === 'string' && withTemplate.has(kind))
    return set(value, ['spec', ...template], labels.templates, 'kept');
  const isOurs = kind === 'NetworkPolicy' && textAt(value, 'apiVersion')?.startsWith('networking.k8s.io/');
  if (isOurs !== true) return value;
  const bare = Object.keys(affixes).length === 0 ? value : withoutAffixes(value, affixes);
  return selectors.reduce((policy, path) => set(policy, path, labels.selectors, 'kept'), bare);
}

/** The kinds of whose pod templates kustomize knows; to a Rollout and the like it gives labels of its own only. */
const withTemplate: ReadonlySet<string> = new Set([
  'DaemonSet',
  'Deployment',
  'Job',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/** A template without labels is a part of a workload, which is left as it is. */
const template = ['template', 'metadata', 'labels'];

const selectors: readonly (readonly string[])[] = [
  ['spec', 'podSelector', 'matchLabels'],
  ['spec', 'ingress', 'from', 'podSelector', 'matchLabels'],
  ['spec', 'egress', 'to', 'podSelector', 'matchLabels'],
];

/** Sets the members of the object at a path; one that is not there is made or not. */
function set(value: Fields, path: readonly string[], labels: Fields, absent: 'made' | 'kept'): Fields {
  if (Object.keys(labels).length === 0) return value;
  return changed(value, path, absent, (own) => ({ ...own, ...labels })) as Fields;
}

/** Changes the object at the end of a path, in each item of a list on the way. */
function changed(
  value: unknown,
  path: readonly string[],
  absent: 'made' | 'kept',
  change: (own: Fields) => Fields,
): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => changed(item, path, absent, change));
  if (!isJsonObject(value)) return value;
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  const within = valueAt(value, step) ?? undefined;
  if (within !== undefined) return { ...value, [step]: changed(within, rest, absent, change) };
  return absent === 'made' && rest.length === 0 ? { ...value, [step]: change({}) } : value;
}

/** The policy with what is put around names taken off the values in its selectors. */
function withoutAffixes(policy: Fields, { prefix = '', suffix = '' }: Fields): Fields {
  const bare = (value: unknown): unknown =>
    typeof value === 'string' && value.startsWith(String(prefix)) && value.endsWith(String(suffix))
      ? value.slice(String(prefix).length, value.length - String(suffix).length)
      : value;
  const bareAll = (own: Fields): Fields =>
    Object.fromEntries(Object.entries(own).map(([key, value]) => [key, bare(value)]));
  return selectors.reduce((each, path) => changed(each, path, 'kept', bareAll) as Fields, policy);
}

import { readAnnotations } from './annotations.ts';
import { parseAddress, type Address } from './address.ts';
import { readContainerPorts } from './container-port.ts';
import { isJsonObject, listAt, textAt, valueAt } from './json.ts';
import { readLabels } from './labels.ts';
import { readMetadata } from './metadata.ts';
import { type Configuration, readCalledHosts } from './read-called-hosts.ts';
import type { Pod, PodOrigin, PodPhase } from './pod.ts';
import { workloadKinds } from './workload.ts';

/** What the ConfigMaps of files hold, by namespace and name; a live cluster is not asked for them. */
export type ConfigMaps = (namespace: string, name: string) => ReadonlyMap<string, string> | undefined;

const noConfigMaps: ConfigMaps = () => undefined;

/**
 * A v1 Pod, from a file or from the API server; undefined for what has no name. Fields that do not have the type that
 * the API gives them count as absent. A pod without a status is pending: it has no address yet.
 */
export function readPod(
  value: unknown,
  defaultNamespace: string,
  configMaps: ConfigMaps = noConfigMaps,
): Pod | undefined {
  const metadata = readMetadata(value, defaultNamespace);
  if (metadata === undefined) return undefined;
  return {
    ...metadata,
    labels: readLabels(valueAt(value, 'metadata', 'labels')),
    ...readAnnotations(valueAt(value, 'metadata', 'annotations')),
    ...readPodSpec(valueAt(value, 'spec')),
    ...readCalls(value, valueAt(value, 'spec'), (name) => configMaps(metadata.namespace, name)),
    addresses: readAddresses(valueAt(value, 'status')),
    phase: readPhase(textAt(value, 'status', 'phase')),
    origin: 'Pod',
  };
}

/**
 * The pods that a workload will make: labels and ports of its pod template; undefined for what is no workload, a part of
 * one, or has no name. A template has no address, and its pods are pending.
 */
export function readWorkload(
  value: unknown,
  defaultNamespace: string,
  configMaps: ConfigMaps = noConfigMaps,
): Pod | undefined {
  const metadata = readMetadata(value, defaultNamespace);
  const origin = workloadKinds.find((kind) => kind === textAt(value, 'kind'));
  if (metadata === undefined || origin === undefined || isPartOfWorkload(value) || isByReference(value))
    return undefined;
  const template = valueAt(value, ...templateFields(origin));
  const replicas = valueAt(value, 'spec', 'replicas');
  const workloadLabels = readLabels(valueAt(value, 'metadata', 'labels'));
  return {
    ...metadata,
    labels: readLabels(valueAt(template, 'metadata', 'labels')),
    ...(workloadLabels.size === 0 ? {} : { workloadLabels }),
    ...readAnnotations(valueAt(template, 'metadata', 'annotations')),
    ...readPodSpec(valueAt(template, 'spec')),
    ...readCalls(value, valueAt(template, 'spec'), (name) => configMaps(metadata.namespace, name)),
    addresses: [],
    phase: 'Pending',
    origin,
    ...(typeof replicas === 'number' ? { replicas } : {}),
  };
}

/**
 * Whether a workload can only be a part of one, such as a patch for kustomize: selectors must select the labels of the pod
 * template, so that the API server takes none without labels, but for jobs, whose labels it makes itself.
 */
export function isPartOfWorkload(value: unknown): boolean {
  const kind = textAt(value, 'kind');
  const isWorkload = workloadKinds.some((each) => each === kind);
  if (!isWorkload || kind === 'Job' || kind === 'CronJob' || isByReference(value)) return false;
  return readLabels(valueAt(value, 'spec', 'template', 'metadata', 'labels')).size === 0;
}

/** A Rollout can name the workload whose template it takes, which stands for both. */
function isByReference(value: unknown): boolean {
  return isJsonObject(valueAt(value, 'spec', 'workloadRef'));
}

/** Where the pod template of a workload stands. */
export function templateFields(kind: PodOrigin): readonly string[] {
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

function readPodSpec(
  spec: unknown,
): Pick<Pod, 'ports' | 'hostNetwork' | 'containers' | 'dnsPolicy' | 'node'> {
  const hostNetwork = valueAt(spec, 'hostNetwork') === true;
  return {
    ports: readContainerPorts(spec),
    hostNetwork,
    ...(hostNetwork ? { containers: readContainerNames(spec) } : {}),
    dnsPolicy: readDnsPolicy(valueAt(spec, 'dnsPolicy')),
    node: textAt(spec, 'nodeName'),
  };
}

/** What Helm starts only to test a release is there for minutes, if at all, and nobody writes policies for it. */
function readCalls(object: unknown, spec: unknown, configuration: Configuration): Pick<Pod, 'calledHosts'> {
  const hooks = textAt(object, 'metadata', 'annotations', 'helm.sh/hook') ?? '';
  if (/\btest\b/.test(hooks)) return {};
  const calledHosts = readCalledHosts(spec, configuration);
  return calledHosts === undefined ? {} : { calledHosts };
}

function readContainerNames(spec: unknown): readonly string[] {
  return listAt(spec, 'containers').flatMap((container) => textAt(container, 'name') ?? []);
}

function readDnsPolicy(value: unknown): Pod['dnsPolicy'] {
  switch (value) {
    case 'ClusterFirstWithHostNet':
    case 'Default':
    case 'None':
      return value;
    default:
      return 'ClusterFirst';
  }
}

function readPhase(value: string | undefined): PodPhase {
  switch (value) {
    case undefined:
    case 'Pending':
      return 'Pending';
    case 'Running':
    case 'Succeeded':
    case 'Failed':
      return value;
    default:
      return 'Unknown';
  }
}

/** `podIPs` where the server fills it in, else `podIP`, which repeats its first entry. */
function readAddresses(status: unknown): readonly Address[] {
  const several = listAt(status, 'podIPs').map((entry) => textAt(entry, 'ip'));
  const texts = several.length > 0 ? several : [textAt(status, 'podIP')];
  const addresses: Address[] = [];
  for (const text of texts) {
    const address = text === undefined ? undefined : parseAddress(text);
    if (address !== undefined) addresses.push(address);
  }
  return addresses;
}

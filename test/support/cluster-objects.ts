/** API objects for tests, as files state them; `at` is `namespace/name`. */
export type ApiObject = Readonly<Record<string, unknown>>;

/** What a pod of a test can have besides its name. */
export interface PodTraits {
  readonly labels?: Readonly<Record<string, string>>;
  /** Container ports as the API writes them. */
  readonly ports?: readonly ApiObject[];
  readonly initContainers?: readonly ApiObject[];
  readonly ips?: readonly string[];
  readonly node?: string;
  readonly hostNetwork?: boolean;
  readonly phase?: string;
}

function split(at: string): { readonly namespace: string; readonly name: string } {
  const slash = at.indexOf('/');
  return { namespace: at.slice(0, slash), name: at.slice(slash + 1) };
}

function podSpec({ ports = [], initContainers = [], node, hostNetwork = false }: PodTraits): ApiObject {
  return { containers: [{ name: 'main', ports }], initContainers, nodeName: node, hostNetwork };
}

/** A running pod. */
export function pod(at: string, traits: PodTraits = {}): ApiObject {
  const { labels = {}, ips = [], phase = 'Running' } = traits;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...split(at), labels },
    spec: podSpec(traits),
    status: { phase, podIPs: ips.map((ip) => ({ ip })) },
  };
}

/** A Deployment whose pods do not exist. They have a label that no policy asks for where none is given, as none is invalid. */
export function deployment(at: string, traits: PodTraits = {}): ApiObject {
  const { labels = { made: 'up' } } = traits;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: split(at),
    spec: { template: { metadata: { labels }, spec: podSpec(traits) } },
  };
}

/** A Namespace with these labels besides the one with its name. */
export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): ApiObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A NetworkPolicy. */
export function policy(at: string, spec: unknown): ApiObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: split(at), spec };
}

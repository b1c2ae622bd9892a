import { annotationsOf, meshAnnotations } from '../../model/annotations.ts';
import { hasFinished, type Pod } from '../../model/pod.ts';
import type { Namespace } from '../../model/namespace.ts';
import { onlyNumberOf, type PolicyPort } from '../../model/networkpolicy.ts';

/** A service mesh whose pods reach each other on one port, whatever port was asked for. */
export interface Mesh {
  /** What the pods are in: `Istio’s ambient mode`. */
  readonly name: string;
  /** Of TCP. */
  readonly port: number;
  /** Whether pods of the namespace join the mesh unless they say otherwise. */
  takesIn(namespace: Namespace): boolean;
  /** Whether the pod is in the mesh, given whether its namespace takes pods in. */
  hasPod(pod: Pod, isTakenIn: boolean): boolean;
  /** Labels by which pods say otherwise. */
  readonly ownLabels: readonly string[];
  /** Whether every version of the mesh sends what is meant for the port elsewhere. */
  redirects(port: PolicyPort): boolean;
  /** The version since which it does so with every port; undefined where it always has. */
  readonly since: string | undefined;
}

const modeLabel = 'istio.io/dataplane-mode';
const sidecarLabel = 'sidecar.istio.io/inject';

/** Ambient and Kubernetes NetworkPolicy (istio.io): traffic is tunnelled over port 15008. */
const ambient: Mesh = {
  name: 'Istio’s ambient mode',
  port: 15008,
  ownLabels: [modeLabel, sidecarLabel],
  // A sidecar takes the traffic itself.
  takesIn: ({ labels }) => labels.get(modeLabel) === 'ambient' && labels.get('istio-injection') !== 'enabled',
  hasPod(pod, isTakenIn) {
    if (
      pod.labels.get(sidecarLabel) === 'true' ||
      annotationsOf(pod).get(meshAnnotations.ambientBypass) === 'true'
    )
      return false;
    const own = pod.labels.get(modeLabel);
    return own === undefined ? isTakenIn : own === 'ambient';
  },
  redirects: () => true,
  since: undefined,
};

/** The injector puts it on every pod that gets a proxy. */
const injectedLabel = 'linkerd.io/control-plane-ns';

/**
 * Network Policy (linkerd.io, common errors): between meshed pods the port is replaced with that of the proxy. Before
 * linkerd2#13715 it was so for opaque ports alone.
 */
const linkerd: Mesh = {
  name: 'Linkerd’s mesh',
  port: 4143,
  ownLabels: [injectedLabel],
  takesIn: (namespace) =>
    annotationsOf(namespace).get(meshAnnotations.linkerdInject) === 'enabled' && !isConfigured(namespace),
  hasPod(pod, isTakenIn) {
    if (isConfigured(pod)) return false;
    if (pod.labels.has(injectedLabel)) return true;
    const own = annotationsOf(pod).get(meshAnnotations.linkerdInject);
    // The proxy is put into pods as they are created; who runs without its label has none.
    return pod.phase === 'Pending' && (own === undefined ? isTakenIn : own === 'enabled');
  },
  redirects: (port) => opaquePorts.has(onlyNumberOf(port) ?? -1),
  since: '2.18',
};

function isConfigured(object: Pod | Namespace): boolean {
  const annotations = annotationsOf(object);
  return (
    annotations.has(meshAnnotations.linkerdInboundPort) ||
    annotations.has(meshAnnotations.linkerdSkippedPorts)
  );
}

/** TCP Proxying and Protocol Detection (linkerd.io): SMTP, MySQL, Galera, PostgreSQL, Redis, Elasticsearch, Memcached. */
const opaquePorts: ReadonlySet<number> = new Set([25, 587, 3306, 4444, 5432, 6379, 9300, 11211]);

/** The meshes that are known to do so. */
export const meshes: readonly Mesh[] = [ambient, linkerd];

/** Whether the pod is in the mesh; those on the host network are in none. */
export function isInMesh(pod: Pod, namespace: Namespace | undefined, mesh: Mesh): boolean {
  if (pod.hostNetwork || hasFinished(pod)) return false;
  return mesh.hasPod(pod, namespace !== undefined && mesh.takesIn(namespace));
}

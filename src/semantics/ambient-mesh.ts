import type { Inventory } from '../model/inventory.ts';
import type { Labels } from '../model/labels.ts';
import type { NetworkPolicy, Peer, PodPeer } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { everything, type Selector } from '../model/selector.ts';
import { matching } from './matching.ts';
import type { KnownNamespaces } from './selecting.ts';

/** The TCP port on which pods in ambient mode reach each other, whatever port was asked for (Istio, HBONE). */
export const tunnelPort = 15008;

/** What is known of the members of the mesh; without namespaces nobody is known to be one. */
export interface MeshFacts {
  readonly pods: Inventory['pods'] | undefined;
  readonly namespaces: Inventory['namespaces'];
}

const modeLabel = 'istio.io/dataplane-mode';

/** Whether the pod is known to be in Istio's ambient mode: by its own label, or else by that of its namespace. */
function isInMesh(pod: Pod, namespaces: KnownNamespaces): boolean {
  if (pod.hostNetwork || hasFinished(pod) || hasSidecar(pod.labels)) return false;
  const own = pod.labels.get(modeLabel);
  return own === undefined ? isMeshNamespace(pod.namespace, namespaces) : own === 'ambient';
}

/** A sidecar takes the traffic itself, and a pod that has one is left out. */
function hasSidecar(labels: Labels): boolean {
  return labels.get('sidecar.istio.io/inject') === 'true';
}

function isMeshNamespace(name: string, namespaces: KnownNamespaces): boolean {
  const labels = namespaces?.get(name)?.labels;
  return labels?.get(modeLabel) === 'ambient' && labels.get('istio-injection') !== 'enabled';
}

/**
 * The pods that the policy selects and that are in the mesh. Where it selects none that is known, its namespace tells of
 * the pods to come: `expected`.
 */
export function meshMembers(
  { namespace, podSelector }: NetworkPolicy,
  { pods, namespaces }: MeshFacts,
): readonly Pod[] | 'expected' {
  const selected = matching(podSelector, pods?.in(namespace) ?? []);
  if (selected.length > 0) return selected.filter((pod) => isInMesh(pod, namespaces));
  return isMeshNamespace(namespace, namespaces) && !staysOut(podSelector) ? 'expected' : [];
}

function staysOut({ requirements }: Selector): boolean {
  return requirements.some(({ key }) => key === modeLabel || key === 'sidecar.istio.io/inject');
}

/** Whether the peer is known to mean pods of the mesh; `namespace` is that of the policy. */
export function meansMesh(peer: Peer, namespace: string, facts: MeshFacts): boolean {
  if (peer.kind === 'ipBlock') return false;
  const names = namesOf(peer, namespace, facts);
  const selector = peer.podSelector ?? everything;
  const known = names.map((name) => matching(selector, facts.pods?.in(name) ?? []));
  if (known.some(({ length }) => length > 0)) {
    return known.some((pods) => pods.some((pod) => isInMesh(pod, facts.namespaces)));
  }
  const areAllIn = names.length > 0 && names.every((name) => isMeshNamespace(name, facts.namespaces));
  return areAllIn && !staysOut(selector);
}

function namesOf({ namespaceSelector }: PodPeer, own: string, { namespaces }: MeshFacts): readonly string[] {
  if (namespaceSelector === undefined) return [own];
  return matching(namespaceSelector, namespaces.all()).map(({ name }) => name);
}

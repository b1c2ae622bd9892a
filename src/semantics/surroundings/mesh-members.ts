import type { Inventory } from '../../model/inventory.ts';
import type { NetworkPolicy, Peer, PodPeer } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { everything, type Selector } from '../../model/selector.ts';
import { matching } from '../matching.ts';
import { isInMesh, type Mesh } from './meshes.ts';

/** A mesh, and what is known of its members; without namespaces nobody is known to be one. */
export interface MeshFacts {
  readonly mesh: Mesh;
  readonly pods: Inventory['pods'] | undefined;
  readonly namespaces: Inventory['namespaces'];
}

/** Those of the pods of a policy that are in a mesh. */
export type MeshMembers =
  | { readonly kind: 'none' }
  /** Never none. */
  | { readonly kind: 'known'; readonly pods: readonly Pod[] }
  /** No pod is known that the policy selects, and its namespace takes in those to come. */
  | { readonly kind: 'expected' };

/** The members among these pods. */
export function knownMembers(pods: readonly Pod[]): MeshMembers {
  return pods.length === 0 ? { kind: 'none' } : { kind: 'known', pods };
}

/** Those of the pods that the policy selects that are in the mesh. */
export function meshMembers({ namespace, podSelector }: NetworkPolicy, facts: MeshFacts): MeshMembers {
  const selected = matching(podSelector, facts.pods?.in(namespace) ?? []);
  if (selected.length > 0) return knownMembers(selected.filter((pod) => isMember(pod, facts)));
  const areExpected = takesIn(namespace, facts) && !saysOtherwise(podSelector, facts.mesh);
  return { kind: areExpected ? 'expected' : 'none' };
}

/** Whether the peer is known to mean pods of the mesh; `namespace` is that of the policy. */
export function meansMesh(peer: Peer, namespace: string, facts: MeshFacts): boolean {
  if (peer.kind === 'ipBlock') return false;
  const names = namesOf(peer, namespace, facts);
  const selector = peer.podSelector ?? everything;
  const known = names.map((name) => matching(selector, facts.pods?.in(name) ?? []));
  if (known.some(({ length }) => length > 0)) {
    return known.some((pods) => pods.some((pod) => isMember(pod, facts)));
  }
  const areAllIn = names.length > 0 && names.every((name) => takesIn(name, facts));
  return areAllIn && !saysOtherwise(selector, facts.mesh);
}

function isMember(pod: Pod, { mesh, namespaces }: MeshFacts): boolean {
  return isInMesh(pod, namespaces.get(pod.namespace), mesh);
}

function takesIn(name: string, { mesh, namespaces }: MeshFacts): boolean {
  const namespace = namespaces.get(name);
  return namespace !== undefined && mesh.takesIn(namespace);
}

function saysOtherwise({ requirements }: Selector, { ownLabels }: Mesh): boolean {
  return requirements.some(({ key }) => ownLabels.includes(key));
}

function namesOf({ namespaceSelector }: PodPeer, own: string, { namespaces }: MeshFacts): readonly string[] {
  if (namespaceSelector === undefined) return [own];
  return matching(namespaceSelector, namespaces.all()).map(({ name }) => name);
}

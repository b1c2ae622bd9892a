import assert from 'node:assert/strict';
import type { NamedEnds, PodSet } from '../../src/connectivity/pod-set.ts';
import type { Pod } from '../../src/model/pod.ts';
import { podKey } from '../../src/model/pod.ts';
import { compileSelector } from '../../src/model/selector.ts';
import { hasAddress } from '../../src/semantics/sets/address-set.ts';
import type { Endpoint } from '../../src/semantics/connection.ts';

/** Whether the name means the endpoint, read as whoever is told the name would read it. */
export function means(ends: NamedEnds, endpoint: Endpoint): boolean {
  if (endpoint.kind === 'address') return hasAddress(ends.addresses, endpoint.address);
  const meaning = ends.pods.filter((set) => meansPod(set, endpoint.pod));
  assert.ok(meaning.length <= 1, 'a pod is named twice');
  return meaning.length === 1;
}

/** Whether the name means the pod. */
export function meansPod(set: PodSet, pod: Pod): boolean {
  if (set.kind === 'one') return set.namespace === pod.namespace && set.name === podKey(pod);
  if (set.kind === 'all' && set.hostNetwork === 'included') return true;
  return !pod.hostNetwork && meansPodOnPodNetwork(set, pod);
}

function meansPodOnPodNetwork(set: Exclude<PodSet, { readonly kind: 'one' }>, pod: Pod): boolean {
  switch (set.kind) {
    case 'all':
      return true;
    case 'allBut':
      return !set.but.some((each) => meansPod(each, pod));
    case 'namespaces':
      return set.namespaces.includes(pod.namespace);
    case 'labels':
      return set.namespaces.includes(pod.namespace) && compileSelector(set.requirements).matches(pod.labels);
    case 'imaginary':
      return false;
  }
}

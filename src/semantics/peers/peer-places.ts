import type { Inventory } from '../../model/inventory.ts';
import type { PodPeer } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import type { Selector } from '../../model/selector.ts';
import type { Answer } from '../answer.ts';
import { peerSelectsNamespace } from '../selecting.ts';
import { namedNamespaces } from '../words.ts';
import { matching, matchingAnywhere } from '../matching.ts';

/** The namespaces in which a peer looks for its pods, as far as they are known. */
export type PeerPlaces =
  | {
      readonly kind: 'known';
      /** Undefined for every namespace; else those of which pods may be known, never none. */
      readonly namespaces: readonly string[] | undefined;
      /** Every pod that is known there. */
      readonly pods: () => Iterable<Pod>;
      /** Why there can be more of them; undefined when there are none but these. */
      readonly more: string | undefined;
    }
  /** The namespaceSelector selects no namespace. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What is known of pods, and of namespaces, if of any. */
export type KnownPlaces = Pick<Inventory, 'pods'> & {
  readonly namespaces: Inventory['namespaces'] | undefined;
};

/** Where the peer of a policy in `policyNamespace` looks for its pods. */
export function placesOf(peer: PodPeer, policyNamespace: string, known: KnownPlaces): PeerPlaces {
  const selector = peer.namespaceSelector;
  if (selector === undefined) return among([policyNamespace], known, undefined);
  if (selector.isEmpty) {
    const more = known.pods.extent().state === 'complete' ? undefined : 'only some of the pods are known';
    return { kind: 'known', namespaces: undefined, pods: () => known.pods.all(), more };
  }
  const names = namedNamespaces(selector);
  return names === undefined ? labelled(selector, known) : named(selector, names, known);
}

/** The pods that are known there and have the labels; each that is looked at uses up one of the effort. */
export function* podsWith(
  selector: Selector,
  places: Extract<PeerPlaces, { readonly kind: 'known' }>,
  { pods }: KnownPlaces,
  effort: { left: number },
): Generator<Pod> {
  if (places.namespaces !== undefined) {
    for (const namespace of places.namespaces) {
      const present = pods.in(namespace);
      effort.left -= present.length;
      yield* matching(selector, present);
    }
    return;
  }
  effort.left -= pods.size;
  yield* matchingAnywhere(selector, pods);
}

function named(selector: Selector, names: readonly string[], known: KnownPlaces): PeerPlaces {
  const answers = new Map<string, Answer>();
  for (const name of new Set(names)) {
    if (!isMissing(name, known)) answers.set(name, peerSelectsNamespace(selector, name, known.namespaces));
  }
  const open = [...answers.keys()].find((name) => answers.get(name) === 'unknown');
  if (open !== undefined) return { kind: 'unknown', reason: `the labels of namespace ${open} are not known` };
  const selected = [...answers.keys()].filter((name) => answers.get(name) === 'yes');
  return selected.length === 0 ? { kind: 'none' } : among(selected, known, undefined);
}

function isMissing(name: string, { namespaces }: KnownPlaces): boolean {
  return namespaces?.extent().state === 'complete' && namespaces.get(name) === undefined;
}

function labelled(selector: Selector, known: KnownPlaces): PeerPlaces {
  const { namespaces } = known;
  if (namespaces === undefined) return { kind: 'unknown', reason: 'the namespaces are not known' };
  const selected = matching(selector, namespaces.all()).map(({ name }) => name);
  if (selected.length === 0) return { kind: 'none' };
  const isComplete = namespaces.extent().state === 'complete';
  return among(selected, known, isComplete ? undefined : 'only some of the namespaces are known');
}

function among(names: readonly string[], { pods }: KnownPlaces, more: string | undefined): PeerPlaces {
  const extents = names.map((name) => ({ name, extent: pods.extent(name) }));
  const unseen = extents.flatMap(({ extent }) => (extent.state === 'unknown' ? [extent.reason] : []));
  const seen = extents.filter(({ extent }) => extent.state !== 'unknown');
  const [reason] = unseen;
  if (seen.length === 0 && reason !== undefined) return { kind: 'unknown', reason };
  const isPart = seen.some(({ extent }) => extent.state === 'given');
  return {
    kind: 'known',
    namespaces: seen.map(({ name }) => name),
    pods: () => seen.flatMap(({ name }) => pods.in(name)),
    more: reason ?? more ?? (isPart ? 'only some of the pods are known' : undefined),
  };
}

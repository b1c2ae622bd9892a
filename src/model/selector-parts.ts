import type { NetworkPolicy, PodPeer } from './networkpolicy.ts';
import type { Path } from './pointer.ts';
import { eachPeer } from './policy-parts.ts';
import { rememberedOf } from './remembered.ts';
import type { Requirement, Selector } from './selector.ts';

/** A selector of a policy, what it chooses from by its labels, and where it stands. */
export interface PlacedSelector {
  readonly selector: Selector;
  readonly among: 'pods' | 'namespaces';
  /** The peer that it belongs to; undefined for spec.podSelector. */
  readonly peer: PodPeer | undefined;
  readonly path: Path;
}

/** A requirement of a selector and where it stands: its key under matchLabels, or its item of matchExpressions. */
export interface PlacedRequirement {
  readonly requirement: Requirement;
  readonly path: Path;
}

/** Every selector that is written: spec.podSelector, and those of each peer. */
export const eachSelector: (policy: NetworkPolicy) => readonly PlacedSelector[] = rememberedOf((policy) => {
  const found: PlacedSelector[] = [
    { selector: policy.podSelector, among: 'pods', peer: undefined, path: ['spec', 'podSelector'] },
  ];
  for (const { peer, path } of eachPeer(policy)) {
    if (peer.kind !== 'pods') continue;
    const { namespaceSelector: place, podSelector: selector } = peer;
    if (place !== undefined)
      found.push({ selector: place, among: 'namespaces', peer, path: [...path, 'namespaceSelector'] });
    if (selector !== undefined) found.push({ selector, among: 'pods', peer, path: [...path, 'podSelector'] });
  }
  return found;
});

/** Every requirement of a selector. */
export function* eachRequirement({ selector, path }: PlacedSelector): Generator<PlacedRequirement> {
  for (const [index, requirement] of selector.requirements.entries()) {
    const { labelCount } = selector;
    yield {
      requirement,
      path:
        index < labelCount
          ? [...path, 'matchLabels', requirement.key]
          : [...path, 'matchExpressions', index - labelCount],
    };
  }
}

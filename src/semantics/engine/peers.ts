import { namespaceNameLabel } from '../../model/namespace.ts';
import {
  type BitSet,
  emptyBits,
  intersectBits,
  isNoBits,
  subtractBits,
  uniteAllBits,
} from '../sets/bitset.ts';
import type { SelectorSet } from '../sets/selector-set.ts';
import type { AllowTerm, PeerTerm } from '../policy-terms.ts';
import type { EngineState } from './state.ts';

/** The classes that a peer admits, by the IP version over which it does. */
export interface PeerClasses {
  readonly both: BitSet;
  readonly onlyIPv4: BitSet;
  readonly onlyIPv6: BitSet;
}

const none = emptyBits();

/**
 * Which classes of `within` a peer certainly admits. A namespace of which only the name is known has no other label that
 * a selector could rely on, present or absent; a pod without an address is in no block.
 */
export function peerClasses(state: EngineState, peer: PeerTerm, within: BitSet): PeerClasses {
  switch (peer.kind) {
    case 'everyone':
      return overBoth(within);
    case 'own': {
      const pods = state.namespaces.get(peer.namespace)?.pods ?? none;
      return overBoth(state.podLabels.select(peer.pods, intersectBits(within, pods)));
    }
    case 'selected': {
      const namespaces = selectByNamespace(state, peer.namespaces, intersectBits(within, state.pods));
      return overBoth(state.podLabels.select(peer.pods, namespaces));
    }
    case 'addresses': {
      const { ipv4, ipv6 } = state.regions.within(peer.addresses);
      const matchable = state.profile.ipBlockMatchesPods === 'cilium' ? state.hostNetwork : state.all;
      const candidates = intersectBits(within, matchable);
      return {
        both: none,
        onlyIPv4: intersectBits(candidates, ipv4),
        onlyIPv6: intersectBits(candidates, ipv6),
      };
    }
  }
}

/** The classes that the peers of some terms admit, over whichever IP version. */
export function admittedClasses(state: EngineState, terms: readonly AllowTerm[]): BitSet {
  return uniteAllBits(
    terms.flatMap(({ peer }) => {
      const { both, onlyIPv4, onlyIPv6 } = peerClasses(state, peer, state.all);
      return [both, onlyIPv4, onlyIPv6];
    }),
  );
}

function overBoth(both: BitSet): PeerClasses {
  return { both, onlyIPv4: none, onlyIPv6: none };
}

/** The classes of `within` whose namespace the selector certainly matches; `within` holds no host-network class. */
function selectByNamespace(state: EngineState, selector: SelectorSet, within: BitSet): BitSet {
  const selected = state.namespaceLabels.select(selector, within);
  if (isNoBits(state.unknownNamespace) || !asksMoreThanName(selector)) return selected;
  return subtractBits(selected, state.unknownNamespace);
}

function asksMoreThanName(selector: SelectorSet): boolean {
  return selector.conditions.some(([key]) => key !== namespaceNameLabel);
}

import type { Inventory } from '../model/inventory.ts';
import type { NetworkPolicy, Peer } from '../model/networkpolicy.ts';
import type { Pod } from '../model/pod.ts';
import { addressesOfBlock, type AddressSet, hasAddress } from '../semantics/sets/address-set.ts';

/** What policies can tell endpoints by. */
export interface Distinctions {
  readonly labelKeys: ReadonlySet<string>;
  readonly blocks: readonly AddressSet[];
}

/** The label keys that selectors of pods mention, and the address blocks, in all policies in force. */
export function distinctionsOf({ policies }: Pick<Inventory, 'policies'>): Distinctions {
  const labelKeys = new Set<string>();
  const blocks = new Set<AddressSet>();
  for (const policy of policies.all()) {
    for (const { key } of policy.podSelector.requirements) labelKeys.add(key);
    for (const peer of peersOf(policy)) {
      if (peer.kind === 'ipBlock') blocks.add(addressesOfBlock(peer));
      else for (const { key } of peer.podSelector?.requirements ?? []) labelKeys.add(key);
    }
  }
  return { labelKeys, blocks: [...blocks] };
}

function peersOf({ ingress, egress }: NetworkPolicy): readonly Peer[] {
  return [...ingress, ...egress].flatMap(({ peers }) => peers);
}

/**
 * The pods in groups that no policy tells apart; pods on the host network, and all pods where there are such at the other
 * end, also by node.
 */
export function groupAlike(
  pods: readonly Pod[],
  { labelKeys, blocks }: Distinctions,
  tellsNodes: boolean,
): readonly (readonly [Pod, ...Pod[]])[] {
  const groups = Map.groupBy(pods, ({ namespace, labels, ports, hostNetwork, addresses, node }) =>
    JSON.stringify([
      namespace,
      [...labelKeys].map((key) => labels.get(key) ?? null),
      ports,
      hostNetwork,
      addresses.map(({ family }) => family),
      blocks.map((block) => addresses.map((address) => hasAddress(block, address))),
      tellsNodes || hostNetwork ? node : '',
    ]),
  );
  return [...groups.values()] as unknown as (readonly [Pod, ...Pod[]])[];
}

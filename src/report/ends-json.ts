import { portRangesOf } from '../connectivity/port-ranges.ts';
import type { NamedEnds, PodSet } from '../connectivity/pod-set.ts';
import { formatAddress } from '../model/address.ts';
import type { Requirement } from '../model/selector.ts';
import { addressIntervals, type AddressSet } from '../semantics/sets/address-set.ts';
import type { PortSet } from '../semantics/sets/port-set.ts';

/** Ends of connections as JSON: sets of pods, and ranges of addresses with both ends included. */
export function endsJson({ pods, addresses }: NamedEnds): object {
  return { pods: pods.map(podSetJson), addresses: addressesJson(addresses) };
}

/** Ranges of addresses, first and last of each. */
function addressesJson(addresses: AddressSet): readonly (readonly [string, string])[] {
  return addressIntervals(addresses).map(({ family, first, last }) => [
    formatAddress({ family, value: first }),
    formatAddress({ family, value: last }),
  ]);
}

/** A set of pods as JSON; requirements are in the API's own form. */
export function podSetJson(set: PodSet): object {
  switch (set.kind) {
    case 'all':
      return { kind: 'all', hostNetwork: set.hostNetwork };
    case 'allBut':
      return { kind: 'allBut', but: set.but.map(podSetJson) };
    case 'namespaces':
      return { kind: 'namespaces', namespaces: set.namespaces };
    case 'labels':
      return { kind: 'labels', namespaces: set.namespaces, podSelector: selectorJson(set.requirements) };
    case 'one':
      return {
        kind: 'one',
        namespace: set.namespace,
        name: set.name,
        ...(set.hostNetwork ? { hostNetwork: true } : {}),
      };
    case 'imaginary':
      return {
        kind: 'imaginary',
        ...(set.which === 'other' ? { which: set.which } : {}),
        ...(set.namespace === undefined ? {} : { namespace: set.namespace }),
        namespaceSelector: selectorJson(set.namespaceRequirements),
        podSelector: selectorJson(set.requirements),
      };
  }
}

function selectorJson(requirements: readonly Requirement[]): object {
  return requirements.length === 0 ? {} : { matchExpressions: requirements };
}

/** Ports as JSON; names that nothing resolves are told by protocol. */
export function portsJson(ports: PortSet, portNames: readonly string[]): object {
  const named = portNames.map((each) => {
    const slash = each.indexOf('/');
    return { protocol: each.slice(0, slash), name: each.slice(slash + 1) };
  });
  return { ...portRangesOf(ports), ...(named.length === 0 ? {} : { named }) };
}

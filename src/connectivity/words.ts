import { describeRequirement, type Requirement } from '../model/selector.ts';
import {
  addressesOf,
  type AddressSet,
  describeAddresses,
  everyAddress,
  noAddresses,
  subtractAddresses,
} from '../semantics/address-set.ts';
import { describePorts, noPorts, type PortSet } from '../semantics/port-set.ts';
import type { ImaginaryPod, NamedEnds, PodSet } from './naming.ts';

/** The ends in words, each part by itself: `every pod of shop`, `shop/Deployment/web`, `10.0.0.0/8`. */
export function partsOfEnds({ pods, addresses }: NamedEnds): readonly string[] {
  const outside = addresses === noAddresses ? [] : describeOutside(addresses);
  return [...pods.map(describePodSet), ...outside];
}

/** The pods in words. */
export function describePodSet(set: PodSet): string {
  switch (set.kind) {
    case 'all':
      return set.hostNetwork === 'included' ? 'every pod' : 'every pod on the pod network';
    case 'allBut':
      return `every pod but ${set.but.map(describePodSet).join(' and ')}`;
    case 'namespaces':
      return `every pod of ${listed(set.namespaces)}`;
    case 'labels':
      return `pods with ${describeRequirements(set.requirements)} in ${listed(set.namespaces)}`;
    case 'one':
      return `${set.namespace}/${set.name}${set.hostNetwork ? ' (host network)' : ''}`;
    case 'imaginary':
      return describeImaginary(set);
  }
}

function describeImaginary({ namespace, namespaceRequirements, requirements }: ImaginaryPod): string {
  const pods = requirements.length === 0 ? 'any pod' : `any pod with ${describeRequirements(requirements)}`;
  if (namespace !== undefined) return `${pods} in ${namespace}`;
  if (namespaceRequirements.length === 0) return `${pods} of any namespace`;
  return `${pods} of a namespace with ${describeRequirements(namespaceRequirements)}`;
}

/** Requirements as kubectl's `-l` takes them. */
export function describeRequirements(requirements: readonly Requirement[]): string {
  return requirements.map(describeRequirement).join(',');
}

/** Names beyond which the rest is counted. */
const mostNames = 4;

function listed(names: readonly string[]): string {
  if (names.length <= mostNames) return names.join(', ');
  return `${names.length} namespaces (${names.slice(0, mostNames - 1).join(', ')}, …)`;
}

/** Addresses outside of the pod network in the fewest words, as what they are or as what they are not. */
function describeOutside(addresses: AddressSet): readonly string[] {
  if (addresses === everyAddress) return ['any address outside'];
  if (addresses === addressesOf(4)) return ['any IPv4 address outside'];
  if (addresses === addressesOf(6)) return ['any IPv6 address outside'];
  const blocks = describeAddresses(addresses);
  for (const [whole, noun] of [
    [everyAddress, 'any address outside'],
    [addressesOf(4), 'any IPv4 address outside'],
    [addressesOf(6), 'any IPv6 address outside'],
  ] as const) {
    if (subtractAddresses(addresses, whole) !== noAddresses) continue;
    const missing = describeAddresses(subtractAddresses(whole, addresses));
    if (missing.length < blocks.length) return [`${noun} but ${missing.join(', ')}`];
  }
  return blocks;
}

/** The ports in words, names among them: `TCP 80, TCP http`. */
export function describePortTerms(ports: PortSet, portNames: readonly string[]): string {
  const named = portNames.map((name) => {
    const slash = name.indexOf('/');
    return `${name.slice(0, slash)} ${name.slice(slash + 1)}`;
  });
  return [...(ports === noPorts && named.length > 0 ? [] : [describePorts(ports)]), ...named].join(', ');
}

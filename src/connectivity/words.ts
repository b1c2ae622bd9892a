import { describeRequirement, type Requirement } from '../model/selector.ts';
import { noAddresses } from '../semantics/sets/address-set.ts';
import { describePorts, noPorts, type PortSet } from '../semantics/sets/port-set.ts';
import { describeOutside } from './outside-words.ts';
import type { ImaginaryPod, NamedEnds, PodSet } from './pod-set.ts';

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
      return `every pod but ${set.but.map(describeException).join(' and ')}`;
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

function describeException(set: PodSet): string {
  return set.kind === 'namespaces' ? `all of ${listed(set.namespaces)}` : describePodSet(set);
}

function describeImaginary(pod: ImaginaryPod): string {
  const { namespace, namespaceRequirements, requirements } = pod;
  const any = pod.which === 'any' ? 'any pod' : 'any other pod';
  const pods = requirements.length === 0 ? any : `${any} with ${describeRequirements(requirements)}`;
  if (namespace !== undefined) return `${pods} in ${namespace}`;
  if (namespaceRequirements.length === 0) return `${pods} of any namespace`;
  return `${pods} of a namespace with ${describeRequirements(namespaceRequirements)}`;
}

/** Requirements as kubectl's `-l` takes them. */
function describeRequirements(requirements: readonly Requirement[]): string {
  return requirements.map(describeRequirement).join(',');
}

/** Names beyond which the rest is counted. */
const mostNames = 4;

function listed(names: readonly string[]): string {
  if (names.length <= mostNames) return names.join(', ');
  return `${names.length} namespaces (${names.slice(0, mostNames - 1).join(', ')}, …)`;
}

/** The ports in words, names among them: `TCP 80, TCP http`. */
export function describePortTerms(ports: PortSet, portNames: readonly string[]): string {
  const named = portNames.map((name) => {
    const slash = name.indexOf('/');
    return `${name.slice(0, slash)} ${name.slice(slash + 1)}`;
  });
  return [...(ports === noPorts && named.length > 0 ? [] : [describePorts(ports)]), ...named].join(', ');
}

import { dnsLabelFaults } from '../../model/keywords/names.ts';
import { namespaceNameLabel } from '../../model/namespace.ts';
import { distance } from '../../model/nearest.ts';
import { describeRequirement, type Requirement } from '../../model/selector.ts';
import { madeByKubernetes } from '../surroundings/well-known.ts';

/**
 * How a label key that is not `kubernetes.io/metadata.name` stands for the name of a namespace: `home-made` when people
 * set it themselves, `misspelt` when it claims to be the one of Kubernetes.
 */
export type NameLabel = 'home-made' | 'misspelt';

/** Whether a key looks like one for the name of a namespace. Under a domain, other software may well set it. */
export function nameLabelOf(key: string): NameLabel | undefined {
  if (key === namespaceNameLabel) return undefined;
  if (isSlip(key)) return 'misspelt';
  const slash = key.indexOf('/');
  const [prefix, word] = [key.slice(0, Math.max(slash, 0)), key.slice(slash + 1)];
  if (!nameWords.has(word.replaceAll(/[-_.]/g, '').toLowerCase())) return undefined;
  if (reservedPrefixes.has(prefix)) return 'misspelt';
  return prefix.includes('.') ? undefined : 'home-made';
}

/** Letters in which a slip differs; a third of the key would take in other labels of Kubernetes. */
const mostSlips = 4;

function isSlip(key: string): boolean {
  return (
    Math.abs(key.length - namespaceNameLabel.length) <= mostSlips &&
    distance(key.toLowerCase(), namespaceNameLabel) <= mostSlips
  );
}

/** Without their punctuation and in lower case. */
const nameWords: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'namespacename',
  'namespaces',
  'ns',
  'nsname',
  'metadataname',
  'metadatanamespace',
  'k8snamespace',
  'kubenamespace',
  'kubernetesnamespace',
]);

/** Prefixes that only Kubernetes itself uses (Labels and Selectors, syntax and character set). */
const reservedPrefixes: ReadonlySet<string> = new Set(['kubernetes.io', 'k8s.io']);

/**
 * The namespace of Kubernetes that a requirement looks for under a label that it is not made with. `default` is also a
 * value of labels that are no names.
 */
export function unlabelledByKubernetes(requirement: Requirement): string | undefined {
  const { key, operator } = requirement;
  if (operator !== 'In' || key === namespaceNameLabel) return undefined;
  const kind = nameLabelOf(key);
  // Of a label that Kubernetes alone could set there is more to say.
  if (kind === 'misspelt') return undefined;
  return requirement.values.find(
    (value) => madeByKubernetes.has(value) && (kind !== undefined || value !== 'default'),
  );
}

/** What there is to say of a home-made label where nothing is known of the namespace that it looks for. */
export function setByNobody(requirement: Requirement): string {
  return `Kubernetes sets no label ${requirement.key} on namespaces: unless somebody adds ${describeRequirement(requirement)}, none is meant`;
}

/** Many namespaces of OpenShift and of Calico's operator carry their names under `name`, as installed. */
export function isLabelledByItsMaker(name: string): boolean {
  return /^(?:openshift|calico|tigera)-/.test(name);
}

/** Whether a namespace can have this name. */
export function canBeNamespace(name: string): boolean {
  return dnsLabelFaults(name).length === 0;
}

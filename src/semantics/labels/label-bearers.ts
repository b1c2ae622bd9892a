import type { Labels } from '../../model/labels.ts';
import { namespaceNameLabel } from '../../model/namespace.ts';
import { asksForPresence, type Requirement, type Selector } from '../../model/selector.ts';
import { dnsServers, setByKubernetes } from '../surroundings/well-known.ts';

/** Whether the label is asked for in which namespaces carry their names. */
export function asksForNamespaceName(selector: Selector): boolean {
  return selector.requirements.some((each) => each.key === namespaceNameLabel && asksForPresence(each));
}

/** Whether no namespace has the label that is asked for: it belongs to pods that Kubernetes or DNS makes. */
export function isOnPodsOnly(requirement: Requirement): boolean {
  return asksForPresence(requirement) && (setOnPods.has(requirement.key) || meansDns(requirement));
}

/** The keys of such labels that are on one of these objects all the same. */
export function podOnlyKeys(objects: Iterable<{ readonly labels: Labels }>): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { labels } of objects) {
    for (const [key, value] of labels)
      if (isOnPodsOnly({ key, operator: 'In', values: [value] })) keys.add(key);
  }
  return keys;
}

/** Whether one of the requirements asks for a label that no namespace has. */
export function asksForPods(selector: Selector): boolean {
  return selector.requirements.some(isOnPodsOnly);
}

/** Whether all that is asked for are labels that pods have as a rule, and namespaces now and then. */
export function asksForUsualPodLabels(selector: Selector): boolean {
  return mayBeForPods(selector) && selector.requirements.some(({ key }) => key !== trackingLabel);
}

/** The same with the one that a tool may put on namespaces too. */
export function mayBeForPods({ requirements }: Selector): boolean {
  return requirements.every((each) => asksForPresence(each) && usualOnPods.has(each.key) && !isMadeSo(each));
}

/** Argo CD puts it on every object that it makes, namespaces too. */
const trackingLabel = 'app.kubernetes.io/instance';

/** Whether a namespace is installed with the label: those of ingress-nginx and Knative bear their names in it. */
function isMadeSo(requirement: Requirement): boolean {
  return (
    requirement.key === 'app.kubernetes.io/name' &&
    requirement.operator === 'In' &&
    requirement.values.some((value) => /^(?:ingress-nginx|knative-[a-z]+)$/.test(value))
  );
}

/** What Kubernetes and OpenShift set on the pods that they make. */
const setOnPods: ReadonlySet<string> = new Set([
  ...setByKubernetes,
  'dns.operator.openshift.io/daemonset-dns',
]);

function meansDns(requirement: Requirement): boolean {
  return (
    requirement.key === 'k8s-app' &&
    requirement.operator === 'In' &&
    requirement.values.every((value) => dnsServers.has(value))
  );
}

/** Labels that tell the parts of an application apart. */
const usualOnPods: ReadonlySet<string> = new Set([
  'app',
  'app.kubernetes.io/component',
  trackingLabel,
  'app.kubernetes.io/name',
  'k8s-app',
  'run',
]);

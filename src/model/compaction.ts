import { annotationsOf } from './annotations.ts';
import { isSameJson } from './json.ts';
import { sameLabels, type Interner } from './interner.ts';
import { noLabels } from './labels.ts';
import type { FactOf, InventoryKind } from './inventory.ts';
import type { Namespace } from './namespace.ts';
import type { Pod } from './pod.ts';

/** How the objects of one kind are kept small, and when a new one brings nothing new. */
export interface Compaction<T> {
  /** The same object in shared parts. */
  readonly compact: (object: T, interner: Interner) => T;
  /** Whether two objects of the same identity cannot be told apart; false where telling costs more than it saves. */
  readonly equal: (one: T, other: T) => boolean;
}

/** How each kind of cluster fact is kept. */
export const compaction: { readonly [Kind in InventoryKind]: Compaction<FactOf[Kind]> } = {
  pods: { compact: compactPod, equal: samePod },
  namespaces: {
    compact: ({ name, labels, annotations }, interner) => ({
      name: interner.text(name),
      labels: interner.labels(labels),
      ...(annotations === undefined ? {} : { annotations: interner.labels(annotations) }),
    }),
    equal: (one, other) => sameLabels(one.labels, other.labels) && sameAnnotations(one, other),
  },
  services: {
    compact: (service, interner) => ({
      ...service,
      namespace: interner.text(service.namespace),
      labels: interner.labels(service.labels),
      selector: interner.labels(service.selector),
    }),
    equal: () => false,
  },
  ingresses: { compact: (ingress) => ingress, equal: isSameJson },
  policies: { compact: (policy) => policy, equal: (one, other) => one === other },
  callbacks: { compact: (callback) => callback, equal: isSameJson },
};

function compactPod(pod: Pod, interner: Interner): Pod {
  return {
    namespace: interner.text(pod.namespace),
    name: pod.name,
    labels: interner.labels(pod.labels),
    ...(pod.workloadLabels === undefined ? {} : { workloadLabels: interner.labels(pod.workloadLabels) }),
    ...(pod.annotations === undefined ? {} : { annotations: interner.labels(pod.annotations) }),
    ...(pod.calledHosts === undefined ? {} : { calledHosts: interner.calledHosts(pod.calledHosts) }),
    addresses: pod.addresses,
    ports: interner.ports(pod.ports),
    hostNetwork: pod.hostNetwork,
    ...(pod.containers === undefined
      ? {}
      : { containers: pod.containers.map((name) => interner.text(name)) }),
    dnsPolicy: pod.dnsPolicy,
    phase: pod.phase,
    node: pod.node === undefined ? undefined : interner.text(pod.node),
    origin: pod.origin,
    ...(pod.replicas === undefined ? {} : { replicas: pod.replicas }),
  };
}

/** A running pod's status is written every few minutes, mostly without a difference that policies could see. */
function samePod(one: Pod, other: Pod): boolean {
  return (
    comparedAsTheyAre.every((field) => one[field] === other[field]) &&
    samePodLabels(one, other) &&
    sameAnnotations(one, other) &&
    one.containers?.join() === other.containers?.join() &&
    sameAddresses(one, other)
  );
}

/** Plain values, and lists that are interned. */
const comparedAsTheyAre = [
  'ports',
  'calledHosts',
  'phase',
  'replicas',
  'node',
  'hostNetwork',
  'dnsPolicy',
] as const;

function samePodLabels(one: Pod, other: Pod): boolean {
  const [own, others] = [one.workloadLabels ?? noLabels, other.workloadLabels ?? noLabels];
  return sameLabels(one.labels, other.labels) && sameLabels(own, others);
}

function sameAnnotations(one: Pod | Namespace, other: Pod | Namespace): boolean {
  return sameLabels(annotationsOf(one), annotationsOf(other));
}

function sameAddresses({ addresses: one }: Pod, { addresses: other }: Pod): boolean {
  return (
    one.length === other.length &&
    one.every(
      (address, index) => address.family === other[index]?.family && address.value === other[index].value,
    )
  );
}

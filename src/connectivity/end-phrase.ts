import { type Address, contains, parseAddress } from '../model/address.ts';
import { parseCidr } from '../model/cidr.ts';
import type { Inventory } from '../model/inventory.ts';
import { nearest, suggest } from '../model/nearest.ts';
import { hasFinished, podKey, type Pod, type PodOrigin } from '../model/pod.ts';
import { enumerate } from '../model/prose.ts';
import { podsBehind } from '../semantics/services/service-targets.ts';
import { type AddressSet, addressesOfRange, noAddresses } from '../semantics/sets/address-set.ts';
import { internet } from './internet.ts';
import { podsMadeBy } from './made-by.ts';
import type { Ends } from './ends.ts';

/** What somebody calls one end of a connection, found in the cluster. */
export interface FoundEnd extends Ends {
  /** As typed. */
  readonly phrase: string;
}

/** Why a phrase names nothing: one sentence. */
export interface Problem {
  readonly problem: string;
}

/** The forms that `findEnd` understands, for those who explain it. */
export const endForms =
  'a pod (shop/web-1), a workload (shop/deploy/web), every pod of a namespace (ns/shop), an address (192.0.2.7), a CIDR, or internet';

/** The endpoints that the phrase names. What is only misspelt is told what it could be. */
export function findEnd(phrase: string, inventory: Inventory): FoundEnd | Problem {
  if (phrase === 'internet') return outside(phrase, internet);
  const address = parseAddress(phrase);
  if (address !== undefined) return byAddress(phrase, address, inventory);
  const [first = '', second = '', third, ...rest] = phrase.split('/');
  if (/^[\d.]+$|:/.test(first)) return byCidr(phrase);
  if (rest.length > 0 || first === '' || second === '' || third === '') return noEnd(phrase, inventory);
  if (third !== undefined) return byKind(phrase, { namespace: first, kind: second, name: third }, inventory);
  if (/^(ns|namespaces?)$/.test(first)) return byNamespace(phrase, second, inventory);
  return byName(phrase, first, second, inventory);
}

/** Who leaves out the namespace is told where there is something of that name. */
function noEnd(phrase: string, { pods }: Inventory): Problem {
  const meant = [...pods.all()].find((pod) => phrase === pod.name || phrase === podKey(pod));
  const instead =
    meant === undefined ? `write ${endForms}` : `did you mean ${meant.namespace}/${podKey(meant)}?`;
  return { problem: `${phrase} is no end of a connection; ${instead}` };
}

function outside(phrase: string, addresses: AddressSet): FoundEnd {
  return { phrase, pods: [], addresses };
}

function ofPods(phrase: string, pods: readonly Pod[]): FoundEnd | Problem {
  const alive = pods.filter((pod) => !hasFinished(pod));
  return alive.length === 0
    ? { problem: `${phrase} has finished: it has no address any more` }
    : { phrase, pods: alive, addresses: noAddresses };
}

/** A pod that has the address is meant, and not something outside. */
function byAddress(phrase: string, address: Address, { pods }: Inventory): FoundEnd | Problem {
  const { family, value } = address;
  const range = { family, first: value, last: value, text: phrase };
  const owners = [...pods.all()].filter(
    (pod) => !hasFinished(pod) && pod.addresses.some((each) => contains(range, each)),
  );
  return owners.length > 0 ? ofPods(phrase, owners) : outside(phrase, addressesOfRange(range));
}

function byCidr(phrase: string): FoundEnd | Problem {
  const read = parseCidr(phrase);
  return 'error' in read
    ? { problem: `${phrase} is no address range: it ${read.error}` }
    : outside(phrase, addressesOfRange(read.cidr));
}

function byNamespace(phrase: string, namespace: string, inventory: Inventory): FoundEnd | Problem {
  const pods = inventory.pods.in(namespace);
  return pods.length === 0 ? nothingIn(phrase, namespace, inventory) : ofPods(phrase, pods);
}

function byName(phrase: string, namespace: string, name: string, inventory: Inventory): FoundEnd | Problem {
  const pod = inventory.pods.get(namespace, name);
  if (pod !== undefined) return ofPods(phrase, [pod]);
  return nothingCalled(phrase, namespace, name, inventory);
}

/** What kubectl takes for each kind, in small letters. */
const kindNames: Readonly<Record<PodOrigin, readonly string[]>> = {
  Pod: ['po', 'pod', 'pods'],
  Deployment: ['deploy', 'deployment', 'deployments'],
  StatefulSet: ['sts', 'statefulset', 'statefulsets'],
  DaemonSet: ['ds', 'daemonset', 'daemonsets'],
  ReplicaSet: ['rs', 'replicaset', 'replicasets'],
  ReplicationController: ['rc', 'replicationcontroller'],
  Job: ['job', 'jobs'],
  CronJob: ['cj', 'cronjob', 'cronjobs'],
  Rollout: ['ro', 'rollout', 'rollouts'],
  DeploymentConfig: ['dc', 'deploymentconfig'],
  CloneSet: ['clone', 'cloneset', 'clonesets'],
};

const kinds: ReadonlyMap<string, PodOrigin> = new Map(
  Object.entries(kindNames).flatMap(([kind, names]) => names.map((name) => [name, kind as PodOrigin])),
);

interface Named {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

function byKind(phrase: string, { namespace, kind, name }: Named, inventory: Inventory): FoundEnd | Problem {
  const typed = kind.toLowerCase();
  if (/^(svc|services?)$/.test(typed)) return aboutService(phrase, namespace, name, inventory);
  const origin = kinds.get(typed);
  if (origin === undefined)
    return { problem: `${kind} is no kind of workload${suggest(nearest(typed, kinds.keys()))}` };
  const found = inventory.pods.get(namespace, origin === 'Pod' ? name : `${origin}/${name}`);
  if (found?.origin === origin) return ofPods(phrase, [found]);
  const made = origin === 'Pod' ? [] : podsMadeBy(origin, name, inventory.pods.in(namespace));
  return made.length > 0 ? ofPods(phrase, made) : nothingCalled(phrase, namespace, name, inventory);
}

function aboutService(
  phrase: string,
  namespace: string,
  name: string,
  { services, pods }: Inventory,
): Problem {
  const service = services.get(namespace, name);
  const [behind] = service === undefined ? [] : podsBehind(service, pods.in(namespace));
  const instead = behind === undefined ? '' : `, such as ${namespace}/${podKey(behind)}`;
  return {
    problem: `${phrase}: policies see the pods behind a Service and their own ports; name one${instead}`,
  };
}

function nothingCalled(phrase: string, namespace: string, name: string, inventory: Inventory): Problem {
  const here = inventory.pods.in(namespace);
  if (here.length === 0) return nothingIn(phrase, namespace, inventory);
  const keys = new Map(
    here.flatMap((pod) => [
      [pod.name, podKey(pod)],
      [podKey(pod), podKey(pod)],
    ]),
  );
  const meant = nearest(name, keys.keys());
  const hint =
    meant === undefined
      ? `; it has ${enumerate(here.map(podKey), mostNames)}`
      : `; did you mean ${namespace}/${keys.get(meant)}?`;
  return { problem: `there is no pod or workload ${phrase} in namespace ${namespace}${hint}` };
}

function nothingIn(phrase: string, namespace: string, { pods }: Inventory): Problem {
  const names = [...new Set([...pods.all()].map((pod) => pod.namespace))];
  if (names.length === 0)
    return { problem: `${phrase}: no pod or workload is known at all; give the manifests of some` };
  const meant = names.includes(namespace) ? undefined : nearest(namespace, names);
  if (meant !== undefined)
    return { problem: `${phrase}: no pod of namespace ${namespace} is known; did you mean ${meant}?` };
  return {
    problem: `${phrase}: no pod of namespace ${namespace} is known; those of ${enumerate(names, mostNames)} are`,
  };
}

/** Of the names that there are. */
const mostNames = 5;

import { ascending } from '../../model/ascending.ts';
import { podKey, type Pod } from '../../model/pod.ts';
import { firstPoint6 } from '../sets/address-set.ts';
import { addBit, type BitSet, removeBit } from '../sets/bitset.ts';
import { dropIfEmpty, enterGroup, groupFor, leaveGroup } from './groups.ts';
import { portNamesOf } from '../ports/port-terms.ts';
import type { Region } from './regions.ts';
import { type EndpointClass, type EngineState, namespaceState, type NamespaceState } from './state.ts';

/** Puts a pod into its class, in place of the one that has its namespace and key. */
export function placePod(state: EngineState, pod: Pod): void {
  const namespace = namespaceState(state, pod.namespace);
  const member = namespace.members.get(podKey(pod));
  const target = classOf(state, namespace, signatureOf(state, namespace, pod), pod, undefined);
  if (member !== undefined) removeMember(state, member.class, member.pod);
  addMember(state, target, pod);
  namespace.members.set(podKey(pod), { pod, class: target });
  if (member !== undefined) buryIfEmpty(state, member.class);
}

/** Takes a pod out of its class. */
export function displacePod(state: EngineState, namespaceName: string, key: string): void {
  const namespace = state.namespaces.get(namespaceName);
  const member = namespace?.members.get(key);
  if (namespace === undefined || member === undefined) return;
  namespace.members.delete(key);
  removeMember(state, member.class, member.pod);
  buryIfEmpty(state, member.class);
  dropIfEmpty(state, namespace);
}

/**
 * Gives the members of a class the classes that they now belong to, all selected by the same policies as before. Mostly
 * they still belong together: then the class stays, and only what is known of it grows.
 */
export function divideClass(state: EngineState, divided: EndpointClass): void {
  const { namespace } = divided;
  let isSettled = false;
  for (const pod of divided.members) {
    const signature = signatureOf(state, namespace, pod);
    if (!isSettled && !namespace.byKey.has(signature.key)) describeAnew(state, divided, signature);
    isSettled ||= signature.key === divided.key;
    if (signature.key === divided.key) continue;
    removeMember(state, divided, pod);
    const target = classOf(state, namespace, signature, pod, divided);
    addMember(state, target, pod);
    namespace.members.set(podKey(pod), { pod, class: target });
  }
  buryIfEmpty(state, divided);
}

function describeAnew(state: EngineState, described: EndpointClass, signature: Signature): void {
  const { id, namespace, key, labels, names, regions } = described;
  for (const region of signature.regions) if (!regions.includes(region)) state.regions.add(region, id);
  for (const region of regions) if (!signature.regions.includes(region)) state.regions.remove(region, id);
  state.podLabels.remove(id, labels);
  state.portNames.remove(id, names);
  Object.assign(described, signature);
  state.podLabels.add(id, described.labels);
  state.portNames.add(id, described.names);
  namespace.byKey.delete(key);
  namespace.byKey.set(described.key, described);
}

function addMember(state: EngineState, { id, members }: EndpointClass, pod: Pod): void {
  members.add(pod);
  state.sizes[id] = members.size;
}

function removeMember(state: EngineState, { id, members }: EndpointClass, pod: Pod): void {
  members.delete(pod);
  state.sizes[id] = members.size;
}

type Signature = Pick<EndpointClass, 'key' | 'labels' | 'names' | 'regions' | 'hostNetwork'>;

/** All that policies in force can tell about a pod. Pods on the host network are told apart by node, being its own. */
function signatureOf(state: EngineState, namespace: NamespaceState, pod: Pod): Signature {
  const regions = [...new Set(pod.addresses.map((address) => state.regions.of(address)))];
  const places = regions.map((region) => region.id).sort((one, other) => one - other);
  if (pod.hostNetwork) {
    const key = JSON.stringify(['node', pod.node, places]);
    return { key, labels: [], names: new Map(), regions, hostNetwork: true };
  }
  const labels = [...pod.labels].filter(
    ([key]) => namespace.mentions.keys.has(key) || state.mentions.keys.has(key),
  );
  labels.sort(([one], [other]) => ascending(one, other));
  const names = [...portNamesOf(pod)].filter(
    ([name]) => namespace.mentions.names.has(name) || state.mentions.names.has(name),
  );
  names.sort(([one], [other]) => ascending(one, other));
  const key = JSON.stringify([labels, names.map(([name, ports]) => [name, ports.id]), places]);
  return { key, labels, names: new Map(names), regions, hostNetwork: false };
}

function classOf(
  state: EngineState,
  namespace: NamespaceState,
  signature: Signature,
  example: Pod,
  origin: EndpointClass | undefined,
): EndpointClass {
  return namespace.byKey.get(signature.key) ?? bear(state, namespace, signature, example, origin);
}

function bear(
  state: EngineState,
  namespace: NamespaceState,
  signature: Signature,
  example: Pod,
  origin: EndpointClass | undefined,
): EndpointClass {
  const id = state.freeIds.pop() ?? state.classes.length;
  const born: EndpointClass = {
    ...signature,
    id,
    namespace,
    members: new Set(),
    groups: {
      ingress: origin?.groups.ingress ?? groupFor(state, namespace, 'ingress', example),
      egress: origin?.groups.egress ?? groupFor(state, namespace, 'egress', example),
    },
  };
  state.classes[id] = born;
  namespace.byKey.set(born.key, born);
  for (const bits of bitsOf(state, born)) addBit(bits, id);
  inIndexes('add', state, born);
  enterGroup(born, 'ingress');
  enterGroup(born, 'egress');
  return born;
}

function buryIfEmpty(state: EngineState, dead: EndpointClass): void {
  if (dead.members.size > 0) return;
  leaveGroup(state, dead, 'ingress');
  leaveGroup(state, dead, 'egress');
  for (const bits of bitsOf(state, dead)) removeBit(bits, dead.id);
  inIndexes('remove', state, dead);
  dead.namespace.byKey.delete(dead.key);
  state.classes[dead.id] = undefined;
  state.freeIds.push(dead.id);
}

/** The plain sets of classes that this one belongs to. */
function bitsOf(state: EngineState, { namespace, hostNetwork, regions }: EndpointClass): readonly BitSet[] {
  const sets = [state.all, namespace.classes];
  if (hostNetwork) sets.push(state.hostNetwork);
  else sets.push(state.pods, namespace.pods);
  if (!namespace.isKnown) sets.push(state.unknownNamespace);
  const versions = new Set(regions.map(isIPv4));
  if (versions.size === 1) sets.push(versions.has(true) ? state.onlyIPv4 : state.onlyIPv6);
  return sets;
}

function isIPv4(region: Region): boolean {
  return region.first < firstPoint6;
}

/** Puts the class into every index by which it is found, or takes it out of them. */
function inIndexes(
  change: 'add' | 'remove',
  state: EngineState,
  { id, namespace, labels, names, regions, hostNetwork }: EndpointClass,
): void {
  for (const region of regions) state.regions[change](region, id);
  if (hostNetwork) return;
  state.podLabels[change](id, labels);
  state.namespaceLabels[change](id, namespace.labels);
  state.portNames[change](id, names);
}

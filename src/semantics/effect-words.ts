import type { Pod } from '../model/pod.ts';
import { nameOfPod } from './population.ts';
import { count } from '../model/prose.ts';
import { type AddressSet, describeAddresses, hasAddress, noAddresses } from './sets/address-set.ts';
import type { EndpointGroup } from './engine/endpoint-group.ts';

/** Two addresses that have nothing in common but the internet. */
const faraway = [
  { family: 4, value: 0x08_08_08_08n },
  { family: 4, value: 0xd0_43_de_den },
] as const;

/** Whether the addresses are the internet at large, and not a few blocks of it. */
export function isInternet(addresses: AddressSet): boolean {
  return faraway.every((address) => hasAddress(addresses, address));
}

/** A group of endpoints in words: `3 pods of shop (web-1, web-2, …)`, `40 pods of 5 namespaces`, `the internet`. */
export function describeGroup(group: EndpointGroup): string {
  const parts = [
    ...(group.podCount === 0 ? [] : [ofGroup(group)]),
    ...(group.addresses === noAddresses ? [] : [describeOutside(group.addresses)]),
  ];
  return parts.join(' and ');
}

function ofGroup(group: EndpointGroup): string {
  const namespaces = group.namespaces();
  return inWords(
    group.podCount,
    namespaces.map(({ name }) => name),
    group.sample(2),
  );
}

/** Pods in words, as those of a group; in the order in which they are to be named. */
export function describePods(pods: readonly Pod[]): string {
  return inWords(pods.length, [...new Set(pods.map(({ namespace }) => namespace))], pods.slice(0, 2));
}

function inWords(podCount: number, namespaces: readonly string[], first: readonly Pod[]): string {
  const areWorkloads = first.length > 0 && first.every(({ origin }) => origin !== 'Pod');
  const pods = count(podCount, areWorkloads ? 'workload' : 'pod');
  if (namespaces.length === 0) return pods;
  if (namespaces.length > 1) return `${pods} of ${namespaces.length} namespaces`;
  const names = first.map(nameOfPod).join(', ');
  return `${pods} of ${namespaces[0]} (${names}${podCount > 2 ? ', …' : ''})`;
}

function describeOutside(addresses: AddressSet): string {
  if (isInternet(addresses)) return 'the internet';
  const [first, ...more] = describeAddresses(addresses);
  return more.length === 0 ? String(first) : `${first} and ${count(more.length, 'more block')}`;
}

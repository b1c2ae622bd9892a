import { calledHostKey, type CalledHost } from './called-host.ts';
import type { Labels } from './labels.ts';
import { noLabels } from './labels.ts';
import type { ContainerPort } from './pod.ts';

/** Gives equal values one shared copy, so that what many objects have in common is held once. */
export interface Interner {
  text(text: string): string;
  /** The shared label set with these keys and values, whatever their order. */
  labels(labels: Labels): Labels;
  ports(ports: readonly ContainerPort[]): readonly ContainerPort[];
  calledHosts(hosts: readonly CalledHost[]): readonly CalledHost[];
}

/**
 * Beyond this many entries a pool starts anew, which bounds what values that no object has any more can hold, such as
 * the template hashes of past rollouts; afterwards a value can have a second copy, no more.
 */
const poolSize = 1 << 17;

/** An interner of its own, forgotten with the store that uses it. */
export function createInterner(): Interner {
  const texts = new Map<string, string>();
  const labelSets = new Map<number, Labels>();
  const portLists = new Map<string, readonly ContainerPort[]>();
  const hostLists = new Map<string, readonly CalledHost[]>();

  function text(value: string): string {
    const known = texts.get(value);
    if (known !== undefined) return known;
    makeRoom(texts);
    texts.set(value, value);
    return value;
  }

  function labels(value: Labels): Labels {
    if (value.size === 0) return noLabels;
    const hash = hashOf(value);
    const known = labelSets.get(hash);
    if (known !== undefined && sameLabels(known, value)) return known;
    const copy = new Map<string, string>();
    for (const [key, entry] of value) copy.set(text(key), text(entry));
    makeRoom(labelSets);
    labelSets.set(hash, copy);
    return copy;
  }

  function ports(value: readonly ContainerPort[]): readonly ContainerPort[] {
    const key = value.map(({ name = '', protocol, port }) => `${name}:${protocol}:${port}`).join(',');
    const known = portLists.get(key);
    if (known !== undefined) return known;
    makeRoom(portLists);
    portLists.set(key, value);
    return value;
  }

  function calledHosts(value: readonly CalledHost[]): readonly CalledHost[] {
    const key = value.map(calledHostKey).join(',');
    const known = hostLists.get(key);
    if (known !== undefined) return known;
    const copy = value.map(({ host, port, by, to }) => ({ host: text(host), port, by: text(by), to }));
    makeRoom(hostLists);
    hostLists.set(key, copy);
    return copy;
  }

  return { text, labels, ports, calledHosts };
}

function makeRoom(pool: Map<unknown, unknown>): void {
  if (pool.size >= poolSize) pool.clear();
}

/** Whether two label sets hold the same keys with the same values. */
export function sameLabels(one: Labels, other: Labels): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const [key, value] of one) if (other.get(key) !== value) return false;
  return true;
}

/** FNV-1a over each entry, the entries added up, so that their order does not matter. */
function hashOf(labels: Labels): number {
  let sum = 0;
  for (const [key, value] of labels) {
    let hash = hashText(0x811c9dc5, key);
    hash = hashText(hash ^ 0x3d, value);
    sum = (sum + hash) | 0;
  }
  return sum;
}

function hashText(seed: number, text: string): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

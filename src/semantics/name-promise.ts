import { type Direction, directions, type NetworkPolicy } from '../model/networkpolicy.ts';
import { rememberedOf } from '../model/remembered.ts';
import { describeRequirement } from '../model/selector.ts';
import { opensAll } from './peers/opening.ts';

/** What the name of a policy says about connections: `deny-all-egress`, `allow-from-front`. */
export interface NamePromise {
  readonly promises: 'closed' | 'open';
  /** The directions that the name names; undefined where it names none. */
  readonly directions: readonly Direction[] | undefined;
  /** Whether it speaks of everything: no word after the verb limits it, as `from-front` does. */
  readonly isWhole: boolean;
}

/** What the name promises; more than once where each verb has a direction of its own, not at all where it is not plain. */
export const namePromises: (policy: NetworkPolicy) => readonly NamePromise[] = rememberedOf((policy) => {
  const words = policy.name.split(/[-.]/).flatMap(unglue);
  const starts = [...words.keys()].filter((index) => verbs.has(words[index] ?? ''));
  if (starts.length === 0 || words.some((word) => limitations.has(word)) || isNamedForPods(words, policy))
    return [];
  const promises = starts.map((start, at) => promiseOf(words, start, starts[at + 1], at === 0));
  const isPlain = promises.length < 2 || promises.every((each) => each.directions !== undefined);
  return isPlain ? promises : [];
});

/** Whether the name promises that this direction is restricted: `default-deny` of both. */
export function isClosedByName(policy: NetworkPolicy, direction: Direction): boolean {
  return namePromises(policy).some(
    ({ promises, directions }) => promises === 'closed' && directions?.includes(direction) !== false,
  );
}

/** Whether the name says, by its own words, that all of this direction is allowed: `allow-all-egress`. */
export function isOpenByName(policy: NetworkPolicy, direction: Direction): boolean {
  return namePromises(policy).some(
    ({ promises, directions, isWhole }) =>
      promises === 'open' && isWhole && directions?.includes(direction) === true,
  );
}

/** The directions in which everything is allowed, against a name that promises a restriction. */
export function openedAgainstName(policy: NetworkPolicy): readonly Direction[] {
  const open = policy.isolates.filter((direction) => opensAll(policy, direction));
  return open.filter((direction) =>
    namePromises(policy).some((promise) => {
      if (promise.promises === 'open') return false;
      // A name such as default-deny is kept where one direction is closed and the other one opened on purpose.
      return promise.directions?.includes(direction) ?? open.length === policy.isolates.length;
    }),
  );
}

const closing = ['deny', 'denies', 'block', 'blocks', 'isolate', 'isolates', 'isolation', 'lockdown'];
const restricting = ['restrict', 'restricts', 'restriction', 'restrictions', 'forbid', 'prohibit', 'reject'];
const opening = ['allow', 'allows', 'permit', 'permits'];

const verbs: ReadonlyMap<string, NamePromise['promises']> = new Map([
  ...[...closing, ...restricting].map((word) => [word, 'closed'] as const),
  ...opening.map((word) => [word, 'open'] as const),
]);

/** Words after which a name says the opposite, or nothing that one policy could keep: `default-deny-exception`. */
const limitations: ReadonlySet<string> = new Set(
  [
    'but except exception exceptions excluding exclude excludes excluded exempt exempts exempted exemption unless',
    'not no non none nothing without un undo disable disabled bypass override overrides skip opt out off',
    'remove removed lift list lists',
  ].flatMap((line) => line.split(' ')),
);

const directionWords: ReadonlyMap<string, readonly Direction[]> = new Map([
  ...['ingress', 'inbound', 'incoming'].map((word) => [word, ['ingress']] as const),
  ...['egress', 'outbound', 'outgoing'].map((word) => [word, ['egress']] as const),
  ['bidirectional', directions],
]);

/** Words that stand beside "ingress" where it is a controller and no direction: `allow-from-ingress-nginx`. */
const besideController =
  /^(from|to|via|nginx|controllers?|gateways?|class|router|traefik|haproxy|namespace|ns|pods?)$/;

const wholeWords =
  /^(all|any|every|everything|traffic|connections?|and|default|network|policy|netpol|np|rules?)$/;

function promiseOf(
  words: readonly string[],
  start: number,
  end: number | undefined,
  isFirst: boolean,
): NamePromise {
  const after = words.slice(start + 1, end);
  const own = new Set(
    [...words.keys()].slice(isFirst ? 0 : start, end).flatMap((index) => directionsAt(words, index)),
  );
  return {
    promises: verbs.get(words[start] ?? '') ?? 'closed',
    directions: own.size === 0 ? undefined : directions.filter((direction) => own.has(direction)),
    isWhole: after.every((word) => wholeWords.test(word) || directionWords.has(word)),
  };
}

function directionsAt(words: readonly string[], index: number): readonly Direction[] {
  const neighbours = [words[index - 1], words[index + 1]];
  const isController = neighbours.some((word) => word !== undefined && besideController.test(word));
  return isController ? [] : (directionWords.get(words[index] ?? '') ?? []);
}

/** `denyall`, `allowallegress`: words that people run together. */
function unglue(word: string): readonly string[] {
  const parts = /^(deny|allow|block)(all)?(ingress|egress)?$/.exec(word);
  return parts === null ? [word] : parts.slice(1).filter((part) => part !== undefined);
}

/** A verb that the selected pods carry too is part of what they are called, as in `block-storage`. */
function isNamedForPods(words: readonly string[], { podSelector }: NetworkPolicy): boolean {
  const labels = new Set(
    podSelector.requirements.flatMap((each) => describeRequirement(each).split(/[^a-z0-9]+/i)),
  );
  return words.some((word) => verbs.has(word) && labels.has(word));
}

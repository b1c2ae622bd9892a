import type { Facts } from '../manifest/facts.ts';
import { readFacts } from '../manifest/facts.ts';
import type { Text } from '../manifest/text.ts';
import type { Inventory } from '../model/inventory.ts';
import { createStore, ofEveryKind } from '../model/store.ts';
import { type Arguments, isMisuse, type Misuse } from './arguments.ts';
import type { Input } from './chosen-text.ts';
import { clusterChoice, type ClusterOption } from './cluster-choice.ts';
import { readClusterFacts } from './cluster-facts.ts';
import { followInRevision, mergeBase, readRevision, type Revision } from './git-revision.ts';
import { inputReader } from './input.ts';
import type { Io } from './io.ts';
import { misuseOf } from './read-facts.ts';

/** What is compared, before and after. */
export interface States {
  readonly before: Facts;
  readonly after: Facts;
  /** What both are read from. */
  readonly inputs: readonly Input[];
}

/** Where a state comes from: paths of the disk, or of commits. */
type Place = { readonly path: string } | Revision;

/** Reads both states: `OLD NEW`, with `--git` the paths at two revisions, of a cluster what it is and with `NEW` applied. */
export async function readStates(
  args: Arguments<'git' | 'with' | ClusterOption>,
  io: Io,
): Promise<States | Misuse> {
  const places = placesOf(args, io);
  if (isMisuse(places)) return places;
  const [old, now] = [await readPlaces(places[0], io), await readPlaces(places[1], io)];
  if (isMisuse(old)) return old;
  if (isMisuse(now)) return now;
  const nothing = saysNothing([old, now], args);
  if (nothing !== undefined) return nothing;
  const choice = clusterChoice(args);
  const cluster = choice && (await readClusterFacts(choice, io));
  if (isMisuse(cluster)) return cluster;
  const beside = inputReader(io, '-');
  const context = beside.follow(await beside.read(args.all('with')));
  const defaultNamespace = args.last('namespace') ?? cluster?.namespace ?? 'default';
  const stateOf = (texts: readonly Text[], base?: Inventory): Facts => {
    const all = [...context.texts, ...texts];
    return readFacts({ texts: all, ...(base === undefined ? {} : { base }), defaultNamespace });
  };
  const before = stateOf(old.texts, cluster?.inventory);
  const base = cluster && withoutPolicies(cluster.inventory, ownPolicies(old.texts, defaultNamespace));
  const after = stateOf(now.texts, base);
  return { before, after, inputs: [old, now, context] };
}

/** A path that was typed and gives nothing is a mistake; one that a commit lacks was new or has been deleted. */
function saysNothing(states: readonly Input[], args: Arguments<'git'>): Misuse | undefined {
  const empty = states.filter(({ texts }) => texts.length === 0);
  const [unreadable] = empty.flatMap((state) => state.unreadable);
  if (unreadable !== undefined && !args.has('git')) return misuseOf(unreadable);
  if (empty.length < states.length) return undefined;
  return { misuse: `there is no manifest at either end: ${args.positionals.join(' ')}` };
}

function ownPolicies(texts: readonly Text[], defaultNamespace: string): Inventory['policies'] {
  return readFacts({ texts, defaultNamespace }).inventory.policies;
}

/** The cluster without the policies that the old files state: those that the new ones do not are deleted. */
function withoutPolicies(base: Inventory, gone: Inventory['policies']): Inventory {
  const { policies } = base;
  const store = createStore({
    ...ofEveryKind({ state: 'complete' }),
    policies: (namespace) => policies.extent(namespace),
  });
  for (const policy of policies.all())
    if (gone.get(policy.namespace, policy.name) === undefined) store.put('policies', policy);
  return { ...base, policies: store.inventory.policies };
}

type Pair = readonly [readonly Place[], readonly Place[]];

/** Of a live cluster the old state is what it is: one path is what would be applied to it. */
function placesOf(args: Arguments<'git' | ClusterOption>, io: Io): Pair | Misuse {
  const { positionals } = args;
  const range = args.last('git');
  if (range !== undefined) return byRange(range, positionals.length === 0 ? ['.'] : positionals, io);
  const [old, now, ...more] = positionals;
  if (old !== undefined && now === undefined && clusterChoice(args) !== undefined)
    return [[], [placeOf(old)]];
  if (old === undefined || now === undefined || more.length > 0)
    return { misuse: 'diff takes two states, OLD and NEW, or --git BASE..HEAD PATH, or --cluster NEW' };
  return [[placeOf(old)], [placeOf(now)]];
}

/** `git:main:deploy` is the folder deploy as the commit main has it. */
function placeOf(typed: string): Place {
  const [, revision, path] = /^git:([^:]+):(.*)$/s.exec(typed) ?? [];
  return revision === undefined || path === undefined ? { path: typed } : { revision, path };
}

/** As for `git diff`: `A..B`, `A...B` from where they parted, and `A` compared with the files on disk. */
function byRange(range: string, paths: readonly string[], io: Io): Pair | Misuse {
  const [, one = '', dots, other = ''] = /^(.*?)(?:(\.{2,3})(.*))?$/s.exec(range) ?? [];
  const first = one === '' ? 'HEAD' : one;
  const second = other === '' ? 'HEAD' : other;
  const at = (revision: string): readonly Place[] => paths.map((path) => ({ revision, path }));
  if (dots === undefined) return [at(first), paths.map((path) => ({ path }))];
  if (dots === '..') return [at(first), at(second)];
  const base = mergeBase(first, second, io);
  return isMisuse(base) ? base : [at(base), at(second)];
}

/** What kustomizations list is followed once all is read, on the disk and within each commit. */
async function readPlaces(places: readonly Place[], io: Io): Promise<Input | Misuse> {
  const reader = inputReader(io, '-');
  const inputs: Input[] = [];
  const commits = new Set<string>();
  for (const place of places) {
    const input = 'revision' in place ? readRevision(place, io) : await reader.read([place.path]);
    if (isMisuse(input)) return input;
    inputs.push(input);
    if ('revision' in place) commits.add(place.revision);
  }
  const named: Input = {
    texts: inputs.flatMap(({ texts }) => texts),
    unreadable: inputs.flatMap(({ unreadable }) => unreadable),
    notRead: [],
  };
  if (commits.size === 0) return reader.follow(named);
  return [...commits].reduce((input, revision) => followInRevision(input, revision, io), named);
}

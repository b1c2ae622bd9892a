import type { Inventory } from '../model/inventory.ts';
import type { Pod } from '../model/pod.ts';
import { type BitSet, bitsFrom, eachBit } from '../semantics/bitset.ts';
import { rememberedOf } from '../semantics/hash-consing.ts';
import { compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { alive, bothStates } from './both-states.ts';
import { nameRepresentatives, representativeEnds, withinEnds } from './exposure.ts';
import { type BlockSet, gridOf } from './grid.ts';
import type { IsWithin } from './implied.ts';
import { namingOf } from './naming.ts';
import type { NamedEnds } from './pod-set.ts';
import { isOnePod } from './one-pod.ts';
import { replicasOf } from './replicas.ts';
import { admittedTerms } from './representative.ts';
import { type Presence, type SidedPair, type Sides, sidedTiles } from './sided-tiles.ts';
import { meetPortTerms, portsTowards } from './symbolic-ports.ts';
import type { Tile } from './tiles.ts';

/** Pairs of some units, and how each pair is treated before and after a change. */
export interface SidedTable {
  readonly basis: 'pods' | 'selectors';
  /** No two overlap. Pairs that are treated alike before and after can be left out. */
  readonly tiles: Iterable<Tile<SidedPair>>;
  /** Whether what is said of one unit at its end goes for another as well; undefined where units have nothing in common. */
  readonly isWithin: IsWithin | undefined;
  /** Whether all that is said is of one pod and itself. */
  isOnePod(pairs: Pick<Tile<unknown>, 'sources' | 'destinations'>): boolean;
  name(units: BitSet): NamedEnds;
}

/** The table of the pods of both clusters. */
export function tableOfPods(before: Inventory, after: Inventory): SidedTable {
  const together = bothStates(before, after);
  const presenceOf = (pod: Pod): Presence => {
    if (alive(before, pod) === undefined) return 'added';
    return alive(after, pod) === undefined ? 'removed' : 'kept';
  };
  const grid = gridOf([...blockSets(before, together), ...blockSets(after, together)], presenceOf);
  const { units } = grid;
  const naming = namingOf(together);
  return {
    basis: 'pods',
    tiles: sidedTiles(grid, ({ pods: [first] }) => (first === undefined ? 'kept' : presenceOf(first))),
    isWithin: undefined,
    isOnePod: (pairs) => isOnePod(units, pairs),
    name: (chosen) => naming.nameTogether([...eachBit(chosen)].flatMap((index) => units[index] ?? [])),
  };
}

/** What egress, ingress and both allow; a pod that changes is called by what it has become. */
function blockSets(inventory: Inventory, together: Inventory): readonly BlockSet[] {
  const replicas = replicasOf(inventory);
  const called = rememberedOf((replica: Pod): Pod => {
    const pod = replicas.originalOf(replica);
    return alive(together, pod) ?? pod;
  });
  return (['egress', 'ingress', undefined] as const).map((only) => ({
    blocks: replicas.blocks(only),
    called,
  }));
}

/** The table of imaginary pods, one for each selector of either set of policies. */
export function tableOfSelectors(before: Inventory, after: Inventory): SidedTable {
  const [old, now] = [compileAll(before), compileAll(after)];
  const ends = representativeEnds([...old, ...now]);
  const admitted = [old, now].map((policies) =>
    ends.map((end) => ({
      egress: admittedTerms(end, 'egress', policies),
      ingress: admittedTerms(end, 'ingress', policies),
    })),
  );
  const sidesAt = (time: number, source: number, destination: number): Sides | undefined => {
    const [from, to] = [ends[source], ends[destination]];
    if (from === undefined || to === undefined) return undefined;
    if (from.kind === 'addresses' && to.kind === 'addresses') return undefined;
    const egress = portsTowards(admitted[time]?.[source]?.egress, to);
    const ingress = portsTowards(admitted[time]?.[destination]?.ingress, from);
    return { egress, ingress, both: meetPortTerms(egress, ingress) };
  };
  return {
    basis: 'selectors',
    tiles: tilesOfPairs(ends.length, sidesAt),
    isOnePod: () => false,
    isWithin: withinEnds(ends, [...old, ...now]),
    name: (chosen) => nameRepresentatives([...eachBit(chosen)].flatMap((index) => ends[index] ?? [])),
  };
}

function* tilesOfPairs(
  count: number,
  sidesAt: (time: number, source: number, destination: number) => Sides | undefined,
): Generator<Tile<SidedPair>> {
  for (let source = 0; source < count; source += 1) {
    for (let destination = 0; destination < count; destination += 1) {
      const [before, after] = [sidesAt(0, source, destination), sidesAt(1, source, destination)];
      if (before === undefined || after === undefined) continue;
      const value: SidedPair = { presence: 'kept', before, after };
      yield { sources: bitsFrom([source]), destinations: bitsFrom([destination]), value };
    }
  }
}

function compileAll({ policies }: Inventory): readonly PolicyTerms[] {
  return [...policies.all()].map(compilePolicy);
}

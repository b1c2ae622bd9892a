import type { Inventory } from '../model/inventory.ts';
import type { Pod } from '../model/pod.ts';
import { remembered, rememberedOf } from '../model/remembered.ts';
import { type BitSet, eachBit } from '../semantics/sets/bitset.ts';
import { compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import type { PortTerms } from '../semantics/ports/port-terms.ts';
import { admittedPorts, type AdmittedPorts, interning } from './admitted-ports.ts';
import { alive, bothStates } from './both-states.ts';
import { nameRepresentatives, representativeEnds } from './exposure.ts';
import { type BlockSet, gridOf } from './grid.ts';
import type { Wider } from './implied.ts';
import { namingOf } from './naming.ts';
import type { NamedEnds } from './pod-set.ts';
import { isOnePod } from './one-pod.ts';
import { replicasOf } from './replicas.ts';
import type { Representative } from './representative.ts';
import { type Presence, type SidedPair, type Sides, sidedTiles } from './sided-tiles.ts';
import { meetPortTerms } from './symbolic-ports.ts';
import { addToRow, type Tile, tilesOfRow } from './tiles.ts';
import { endsAround, widerEnds } from './wider-ends.ts';

/** Pairs of some units, and how each pair is treated before and after a change. */
export interface SidedTable {
  readonly basis: 'pods' | 'selectors';
  /** No two overlap. Pairs that are treated alike before and after can be left out. */
  readonly tiles: Iterable<Tile<SidedPair>>;
  /** Undefined where units have nothing in common. */
  readonly wider: Wider | undefined;
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
    wider: undefined,
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
  const all = [...old, ...now];
  const ends = representativeEnds(all);
  const intern = interning();
  return {
    basis: 'selectors',
    tiles: changedTiles(ends, admittedPorts(ends, old, intern), admittedPorts(ends, now, intern)),
    isOnePod: () => false,
    wider: widerEnds(ends, endsAround(ends), all),
    name: (chosen) => nameRepresentatives([...eachBit(chosen)].flatMap((index) => ends[index] ?? [])),
  };
}

/** Ports are interned, so that equal is identical. */
function* changedTiles(
  ends: readonly Representative[],
  old: AdmittedPorts,
  now: AdmittedPorts,
): Generator<Tile<SidedPair>> {
  const pairOf = remembered((was: Sides, is: Sides): SidedPair => ({
    presence: 'kept',
    before: was,
    after: is,
  }));
  const sidesOf = remembered((egress: PortTerms, ingress: PortTerms): Sides => ({
    egress,
    ingress,
    both: meetPortTerms(egress, ingress),
  }));
  for (const [source, from] of ends.entries()) {
    const row = new Map<SidedPair, BitSet>();
    for (const [destination, to] of ends.entries()) {
      if (from.kind === 'addresses' && to.kind === 'addresses') continue;
      const [was, is] = [old, now].map(({ egress, ingress }) =>
        sidesOf(egress(source, destination), ingress(source, destination)),
      );
      if (was !== undefined && is !== undefined && was !== is) addToRow(row, pairOf(was, is), destination);
    }
    yield* tilesOfRow(source, row);
  }
}

function compileAll({ policies }: Inventory): readonly PolicyTerms[] {
  return [...policies.all()].map(compilePolicy);
}

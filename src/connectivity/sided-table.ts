import type { Inventory } from '../model/inventory.ts';
import type { Pod } from '../model/pod.ts';
import { compilePolicy, type PolicyTerms } from '../semantics/policy-terms.ts';
import { noPorts } from '../semantics/port-set.ts';
import type { PortTerms } from '../semantics/port-terms.ts';
import { alive, bothStates } from './both-states.ts';
import { nameRepresentatives, representativeEnds, withinEnds } from './exposure.ts';
import { gridOf } from './grid.ts';
import { type NamedEnds, namingOf } from './naming.ts';
import { allowedBlocks, type Block, type Ends, uniteEnds } from './replicas.ts';
import type { IsWithin } from './implied.ts';
import { isOnePod } from './one-pod.ts';
import type { Rectangle } from './rectangles.ts';
import { admittedTerms } from './representative.ts';
import { meetPortTerms, onlyNumbers, portsTowards } from './symbolic-ports.ts';

/** What a connection may use as far as its source, its destination and both of them are concerned. */
export interface Sides {
  readonly egress: PortTerms;
  readonly ingress: PortTerms;
  readonly both: PortTerms;
}

/** Whether units are there before and after, or came or went. */
export type Presence = 'kept' | 'added' | 'removed';

/** All pairs of some units, and how each pair is treated before and after a change. */
export interface SidedTable {
  readonly basis: 'pods' | 'selectors';
  readonly presence: readonly Presence[];
  /** Undefined for two addresses, of which nothing is to be said. */
  sides(source: number, destination: number): { readonly before: Sides; readonly after: Sides } | undefined;
  /** Whether what is said of one unit at its end goes for another as well; undefined where units have nothing in common. */
  readonly isWithin: IsWithin | undefined;
  /** Whether all that is said is of one pod and itself. */
  isOnePod(pairs: Pick<Rectangle<unknown>, 'sources' | 'destinations'>): boolean;
  name(units: readonly number[]): NamedEnds;
}

/** The table of the pods of both clusters. */
export function tableOfPods(before: Inventory, after: Inventory): SidedTable {
  const together = bothStates(before, after);
  const presenceOf = (pod: Pod): Presence => {
    if (alive(before, pod) === undefined) return 'added';
    return alive(after, pod) === undefined ? 'removed' : 'kept';
  };
  const sets = [before, after].flatMap((inventory) =>
    [allowedBlocks(inventory, 'egress'), allowedBlocks(inventory, 'ingress'), allowedBlocks(inventory)].map(
      (blocks) => blocks.map((block) => latestPods(block, together)),
    ),
  );
  const { units, ports } = gridOf(sets, presenceOf);
  const at = (set: number, source: number, destination: number): PortTerms =>
    onlyNumbers(ports[set]?.[source]?.[destination] ?? noPorts);
  const sidesAt = (first: number, source: number, destination: number): Sides => ({
    egress: at(first, source, destination),
    ingress: at(first + 1, source, destination),
    both: at(first + 2, source, destination),
  });
  const naming = namingOf(together);
  return {
    basis: 'pods',
    presence: units.map(({ pods: [first] }) => (first === undefined ? 'kept' : presenceOf(first))),
    sides(source, destination) {
      return { before: sidesAt(0, source, destination), after: sidesAt(3, source, destination) };
    },
    isWithin: undefined,
    isOnePod: (pairs) => isOnePod(units, pairs),
    name: (chosen) => naming.name(uniteEnds(chosen.flatMap((index) => units[index] ?? []))),
  };
}

/** A pod that changes is called by what it has become. */
function latestPods({ sources, destinations, ports }: Block, together: Inventory): Block {
  const latest = (ends: Ends): Ends => ({
    pods: ends.pods.map((pod) => alive(together, pod) ?? pod),
    addresses: ends.addresses,
  });
  return { sources: latest(sources), destinations: latest(destinations), ports };
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
    presence: ends.map(() => 'kept'),
    sides(source, destination) {
      const [one, other] = [sidesAt(0, source, destination), sidesAt(1, source, destination)];
      return one === undefined || other === undefined ? undefined : { before: one, after: other };
    },
    isOnePod: () => false,
    isWithin: withinEnds(ends, [...old, ...now]),
    name: (chosen) => nameRepresentatives(chosen.flatMap((index) => ends[index] ?? [])),
  };
}

function compileAll({ policies }: Inventory): readonly PolicyTerms[] {
  return [...policies.all()].map(compilePolicy);
}

import { addBit, eachBit, emptyBits } from '../sets/bitset.ts';
import type { AllowTerm } from '../policy-terms.ts';
import type { EngineState, PolicyGroup } from './state.ts';

/** Finds the effect of every group that has none yet, so that groups with the same one share it. */
export function settleEffects(state: EngineState): void {
  for (const group of state.pending) {
    const terms = outsideTerms(group);
    const key = group.policies.length === 0 ? 'open' : [...terms.keys()].sort().join('\n');
    const table = state.effects[group.direction];
    let effect = table.get(key);
    if (effect === undefined) {
      const open = group.policies.length === 0;
      effect = { key, open, terms: [...terms.values()], classes: emptyBits(), groups: new Set() };
      table.set(key, effect);
    }
    group.effect = effect;
    effect.groups.add(group);
    for (const id of eachBit(group.classes)) addBit(effect.classes, id);
  }
  state.pending.clear();
}

function outsideTerms({ policies, direction }: PolicyGroup): ReadonlyMap<string, AllowTerm> {
  const terms = new Map<string, AllowTerm>();
  for (const policy of policies) {
    for (const term of policy.terms[direction] ?? []) {
      if (term.peer.kind !== 'own') terms.set(term.key, term);
    }
  }
  return terms;
}

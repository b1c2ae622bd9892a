import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { compilePolicy, type PolicyTerms } from '../policy-terms.ts';
import { settleEffects } from './effects.ts';
import { dropIfEmpty } from './groups.ts';
import { mention, unmention } from './refine.ts';
import { type EngineState, namespaceState, type NamespaceState } from './state.ts';

/** A policy that is asked about without being in force. */
export interface Candidate {
  readonly terms: PolicyTerms;
  readonly namespace: NamespaceState;
}

/** Asks something about policies, with classes fine enough to tell apart all that they tell apart. */
export function withCandidates<Result>(
  state: EngineState,
  policies: readonly NetworkPolicy[],
  ask: (candidates: readonly Candidate[]) => Result,
): Result {
  const candidates = policies.map((policy): Candidate => {
    const namespace = namespaceState(state, policy.namespace);
    const terms = compilePolicy(policy, state.nextPolicyId);
    state.nextPolicyId += 1;
    mention(state, terms, namespace);
    return { terms, namespace };
  });
  settleEffects(state);
  try {
    return ask(candidates);
  } finally {
    for (const { terms, namespace } of candidates) {
      unmention(state, terms, namespace);
      dropIfEmpty(state, namespace);
    }
  }
}

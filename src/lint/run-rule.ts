import type { Dossier } from './dossier.ts';
import type { CannotTell, Draft, Rule } from './rule.ts';

/** What a rule said of one target; or what it threw, in which case nothing that it said before counts. */
export type Outcome =
  | {
      readonly drafts: readonly Draft[];
      /** Why it could not tell, wherever it could not. */
      readonly reasons: readonly string[];
    }
  | { readonly thrown: unknown };

/** What most rules find in most policies. */
const nothing: Outcome = { drafts: [], reasons: [] };

/** Asks a rule about the target of a dossier. Never throws. */
export function runRule(rule: Rule, dossier: Dossier): Outcome {
  try {
    const gathered = dossier.gather(rule);
    if ('notApplicable' in gathered) return nothing;
    if ('missing' in gathered) return { drafts: [], reasons: [gathered.missing] };
    const answers = [...rule.check(gathered.facts)];
    return answers.length === 0 ? nothing : outcomeOf(answers, dossier);
  } catch (thrown) {
    return { thrown };
  }
}

function outcomeOf(answers: readonly (Draft | CannotTell)[], dossier: Dossier): Outcome {
  const drafts: Draft[] = [];
  const reasons: string[] = [];
  for (const answer of answers) {
    if (!isCannotTell(answer)) drafts.push(answer);
    else if (typeof answer.cannotTell === 'string') reasons.push(answer.cannotTell);
    else reasons.push(dossier.whyWithout(answer.cannotTell.without));
  }
  return { drafts, reasons };
}

function isCannotTell(answer: Draft | CannotTell): answer is CannotTell {
  return 'cannotTell' in answer;
}

import type { Review } from './admission-request.ts';
import type { Decision } from './decide.ts';

/** A decision, and whether the question had to be thought about. */
export interface Found {
  readonly decision: Decision;
  readonly by: 'judging' | 'memory';
}

/** In characters of the questions. */
const mostRemembered = 16 * 1024 * 1024;
const longestQuestion = 64 * 1024;

/**
 * Decides as `decide` does, and the same question only once in each state: controllers put the same policy again and again
 * though nothing has changed. Of the objects nothing is left out, not even what the API server fills in, or whoever can post
 * a review could have an answer remembered that is then given to others.
 */
export function rememberDecisions(
  decide: (review: Review) => Decision,
  stateNow: () => string,
): (review: Review) => Found {
  const known = new Map<string, Decision>();
  let state: string | undefined;
  let left = mostRemembered;

  function remember(question: string, decision: Decision): void {
    known.set(question, decision);
    left -= question.length;
    for (const oldest of known.keys()) {
      if (left >= 0) return;
      known.delete(oldest);
      left += oldest.length;
    }
  }

  return (review) => {
    const question = questionOf(review);
    if (question === undefined) return { decision: decide(review), by: 'judging' };
    const now = stateNow();
    if (now !== state) {
      known.clear();
      left = mostRemembered;
      state = now;
    }
    const remembered = known.get(question);
    if (remembered !== undefined) return { decision: remembered, by: 'memory' };
    const decision = decide(review);
    remember(question, decision);
    return { decision, by: 'judging' };
  };
}

/** All that a decision depends on; undefined for what is too long or too deep to be kept. */
function questionOf({
  uid: _uid,
  dryRun: _dryRun,
  fieldManager: _tool,
  ...asked
}: Review): string | undefined {
  try {
    const question = JSON.stringify(asked);
    return question.length > longestQuestion ? undefined : question;
  } catch {
    return undefined;
  }
}

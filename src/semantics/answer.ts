/** Three-valued truth: `unknown` where the facts at hand allow both answers; never a finding, never silence. */
export type Answer = 'yes' | 'no' | 'unknown';

/** The answer that a known fact gives. */
export function answerOf(fact: boolean): Answer {
  return fact ? 'yes' : 'no';
}

/** Whether all hold: one `no` settles it, else one `unknown` leaves it open; none at all hold. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** Whether any holds: one `yes` settles it, else one `unknown` leaves it open; of none at all none holds. */
export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

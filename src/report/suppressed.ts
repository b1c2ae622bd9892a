import type { SuppressedFinding } from '../lint/report.ts';
import { oneLine } from '../model/prose.ts';
import type { Suppression } from '../lint/suppressions/suppression.ts';
import type { Paint } from './paint.ts';
import { placeOf } from './place.ts';

/** A finding that its author suppressed, for people: what it says, where, and why it is not told. */
export function suppressedBlock(finding: SuppressedFinding, paint: Paint): string {
  const { code, name, message, suppression } = finding;
  return [
    `${paint('faint', 'suppressed:')} ${oneLine(message)} ${paint('faint', `[${code} ${name}]`)}`,
    `${paint('faint', '  at')} ${placeOf(finding)}`,
    `${paint('faint', '  because:')} ${becauseOf(suppression)}`,
  ].join('\n');
}

/** The reason of a suppression in words, with the day up to which it holds. */
export function becauseOf({ reason, until }: Suppression): string {
  const words = reason === '' ? 'no reason is given' : oneLine(reason);
  return until === undefined ? words : `${words} (until ${until})`;
}

import { distance } from '../../model/nearest.ts';

/**
 * Whether one word can only be the other one misspelt: names that differ in a number, or in a whole part, are those of
 * siblings, such as `web-1` and `web-2`, `order-service` and `user-service`, `team-a` and `team-b`.
 */
export function isSlip(word: string, meant: string): boolean {
  const [one, other] = [word.toLowerCase(), meant.toLowerCase()];
  if (withoutSeparators(one) === withoutSeparators(other)) return true;
  const [parts, others] = [one.split(separator), other.split(separator)];
  return parts.length === others.length && parts.every((part, index) => isTypo(part, others[index] ?? ''));
}

/** What stands between the parts of a name. */
export const separator = /[-_./]/;

function withoutSeparators(word: string): string {
  return word.split(separator).join('');
}

/** `internal` and `external`, `dev` and `prod` are as near as many a slip of the finger: short words need be nearer. */
function isTypo(one: string, other: string): boolean {
  if (one === other) return true;
  const length = Math.max(one.length, other.length);
  if (length < 3 || digitsOf(one) !== digitsOf(other)) return false;
  if (length < 4) return distance(one, other) === 1 && lettersOf(one) === lettersOf(other);
  return distance(one, other) <= (length < 10 ? 1 : 2);
}

/** Words with the same letters differ in their order alone. */
function lettersOf(word: string): string {
  return word.split('').sort().join('');
}

function digitsOf(word: string): string {
  return word.replaceAll(/\D/g, '');
}

/**
 * Text on one line and without control or direction-changing characters. Names and labels in messages are chosen by
 * tenants, and the API server silently drops a warning that holds a newline or a tab.
 */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** What a message has room for of a text of the author's. */
const longestQuoted = 80;

/** The text cut to at most `limit` code points, an ellipsis counted, never through a surrogate pair. */
export function shorten(text: string, limit: number = longestQuoted): string {
  if (text.length <= limit) return text;
  const points = Array.from(text.slice(0, 2 * limit + 2));
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`;
}

/** A text of the author's in double quotes, on one line and cut where it is too long for a message. */
export function quote(text: string): string {
  return JSON.stringify(shorten(text));
}

/** Any value of the author's, for a message: text in quotes, lists and mappings by what they are. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

/** The texts, or the first of them where there are more than anybody reads: their number is the author's choice. */
export function listSome(texts: readonly string[]): string {
  return texts.length <= 8 ? texts.join(', ') : `${texts.slice(0, 6).join(', ')}, … ${texts.length - 6} more`;
}

/** A list in prose, with the count of what is left out: `a, b and 3 more`, `a, b or 3 more`. */
export function enumerate(items: readonly string[], most = 3, joint: 'and' | 'or' = 'and'): string {
  if (items.length <= 1) return items.join('');
  const shown = items.length > most ? items.slice(0, most) : items.slice(0, -1);
  const last = items.length > most ? `${items.length - most} more` : items.at(-1);
  return `${shown.join(', ')} ${joint} ${last}`;
}

/** A count with its noun, in the plural where it is one: `1 pod`, `3 policies`. */
export function count(number: number, noun: string): string {
  if (number === 1) return `1 ${noun}`;
  return noun.endsWith('y') ? `${number} ${noun.slice(0, -1)}ies` : `${number} ${noun}s`;
}

/** A verb, given as it stands for one thing, for so many of them: `has` and `have`, `allows` and `allow`. */
export function conjugate(verb: string, number: number): string {
  return number === 1 ? verb : (irregular.get(verb) ?? verb.replace(/s$/, ''));
}

const irregular: ReadonlyMap<string, string> = new Map([
  ['is', 'are'],
  ['has', 'have'],
  ['does', 'do'],
]);

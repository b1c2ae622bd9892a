const longest = 80;

/** A text of the author's, cut where it is too long for a message. */
export function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
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

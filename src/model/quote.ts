const longest = 80;

/** A text of the author's, cut where it is too long for a message. */
export function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** A text of the author's in double quotes, on one line and cut where it is too long for a message. */
export function quote(text: string): string {
  return JSON.stringify(shorten(text));
}

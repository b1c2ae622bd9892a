const longest = 80;

/** A text of the author's in double quotes, on one line and cut where it is too long for a message. */
export function quote(text: string): string {
  if (text.length <= longest) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, longest)).slice(0, -1)}…"`;
}

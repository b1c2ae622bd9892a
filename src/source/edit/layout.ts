import type { Entry, Node } from '../node.ts';

/** Whether a list or a mapping is written in brackets. */
export function isFlow(node: Node, text: string): boolean {
  return (
    (node.type === 'sequence' && text[node.start] === '[') ||
    (node.type === 'mapping' && text[node.start] === '{')
  );
}

/** Where the text of a node ends, brackets included; undefined for one that is not written at all. */
export function endOf(node: Node, text: string): number | undefined {
  if (node.type === 'scalar' || node.type === 'alias') return node.end === -1 ? undefined : node.end;
  const last = node.type === 'sequence' ? node.items.at(-1) : node.entries.at(-1);
  const inside =
    last === undefined ? node.start + 1 : 'key' in last ? endOfEntry(last, text) : endOf(last, text);
  if (!isFlow(node, text)) return inside;
  return inside === undefined ? undefined : afterBracket(inside, text);
}

/** Where an entry ends, at the least after its colon. */
export function endOfEntry({ key, value }: Entry, text: string): number | undefined {
  const end = endOf(value, text);
  return end ?? endOfKey(key, text);
}

/** After the colon of a key. */
export function endOfKey(key: Node, text: string): number | undefined {
  const end = endOf(key, text);
  const colon = end === undefined ? -1 : text.indexOf(':', end);
  return colon === -1 ? undefined : colon + 1;
}

/** Behind blanks, line breaks, commas and comments. */
function afterBracket(from: number, text: string): number | undefined {
  const between = /(?:[\s,]|#[^\r\n]*[\r\n])*[\]}]/y;
  between.lastIndex = from;
  return between.test(text) ? between.lastIndex : undefined;
}

/** Where the line of an offset begins. */
export function lineStart(offset: number, text: string): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Where the line after the one of an offset begins, or the text ends. */
export function nextLine(offset: number, text: string): number {
  const lineBreak = /\r\n?|\n/g;
  lineBreak.lastIndex = offset;
  return lineBreak.test(text) ? lineBreak.lastIndex : text.length;
}

/** Where the line of an offset ends, its line break not counted. */
export function lineEnd(offset: number, text: string): number {
  const length = text.slice(offset).search(/[\r\n]/);
  return length === -1 ? text.length : offset + length;
}

/** How many characters stand before an offset in its line. */
export function column(offset: number, text: string): number {
  return offset - lineStart(offset, text);
}

/** Whether nothing but blanks stands before an offset in its line. */
export function isFirstInLine(offset: number, text: string): boolean {
  return text.slice(lineStart(offset, text), offset).trim() === '';
}

/** Where the comments begin that stand in lines of their own right above an offset, as far to the right; else the offset. */
export function commentsAbove(offset: number, text: string): number {
  let first = offset;
  for (let line = lineStart(offset, text); line > 0;) {
    line = lineStart(text.slice(line - 2, line) === '\r\n' ? line - 2 : line - 1, text);
    const hash = line + column(offset, text);
    if (text[hash] !== '#' || !isFirstInLine(hash, text)) break;
    first = hash;
  }
  return first;
}

/** Where the lines begin that follow between two offsets, those without content left out. */
export function lineStartsWithin(start: number, end: number, text: string): readonly number[] {
  const starts: number[] = [];
  for (let at = nextLine(start, text); at < end; at = nextLine(at, text))
    if (!/[\r\n]/.test(text[at] ?? '')) starts.push(at);
  return starts;
}

/** How the lines of a text end. */
export function lineBreakOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n';
}

import { foreignBreak } from './foreign-break.ts';

/** A part of a text that holds at most one document, from offset `start` to offset `end`. */
export interface Part {
  readonly kind: 'document' | 'ignored' | 'directive' | 'bad separator';
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a text into its documents as kubectl does (YAMLReader of k8s.io/apimachinery): line by line, before anything is
 * parsed. That is safe in YAML as well, where neither a block scalar nor a quoted one may hold a line that begins with a
 * document marker (YAML 1.2.2, `c-forbidden`).
 *
 * `ignored` is what follows the end marker `...` up to the next `---`: kubectl drops it without a word. A `directive` and
 * a `bad separator`, a line that begins with `---` but goes on, make kubectl refuse the text.
 */
export function split(text: string): readonly Part[] {
  const parts: Part[] = [];
  let kind: Part['kind'] = 'document';
  let start = 0;
  const close = (end: number): void => {
    for (const part of withoutDirectives(text, { kind, start, end })) parts.push(part);
  };
  for (const { index, 0: whole, 1: line = '' } of text.matchAll(markerLine)) {
    close(index);
    start = index + whole.length;
    kind = line.startsWith('.') ? 'ignored' : 'document';
    if (!separates(line))
      parts.push({ kind: 'bad separator', start: index, end: index + line.trimEnd().length });
  }
  close(text.length);
  return parts;
}

const markerLine = /(?<![^\r\n])((?:---|\.\.\.(?![^ \t\r\n]))[^\r\n]*)(?:\r\n?|\n)?/g;

function separates(line: string): boolean {
  return /^(?:---\s*(?:#.*)?|\.\.\..*)$/.test(line);
}

/** Directives stand before a `---`, so that kubectl takes them for a document of their own and refuses it. */
function* withoutDirectives(text: string, part: Part): Iterable<Part> {
  let { start } = part;
  while (part.kind === 'document') {
    const directive = afterBlankLines(text, start);
    if (text[directive] !== '%' || directive >= part.end) break;
    start = directive + text.slice(directive, part.end).search(/[\r\n]|$/);
    yield { kind: 'directive', start: directive, end: start };
  }
  if (hasContent(text, { ...part, start })) yield { ...part, start };
}

/** Where the first line begins that is neither blank nor a comment. One line at a time: there may be millions. */
function afterBlankLines(text: string, start: number): number {
  blankLine.lastIndex = start;
  let end = start;
  while (blankLine.test(text)) end = blankLine.lastIndex;
  return end;
}

const blankLine = /[ \t]*(?:#[^\r\n]*)?[\r\n]/y;

/** Whether a part holds more than blank lines and comments. */
function hasContent(text: string, part: Part): boolean {
  const source = text.slice(part.start, part.end);
  return /^[ \t\uFEFF]*[^ \t\r\n\uFEFF#]/m.test(source) || foreignBreak.test(source);
}

import type { Defect } from './node.ts';
import { openAt } from './unclosed.ts';

/**
 * Says in plain words why a source cannot be parsed and what to write instead, from what the YAML reader said and where it
 * stopped, which is often behind the mistake. Offsets are relative to the source.
 */
export function explain(source: string, complaint: string, position: number): Defect {
  const stop: Stop = { source, complaint, position, lines: linesAround(source, position) };
  for (const recognise of mistakes) {
    const defect = recognise(stop);
    if (defect !== undefined) return defect;
  }
  return { reason: complaint, ...at(source, position) };
}

/** The template marker in the line at `position`, or in the one before it. */
export function explainTemplate(source: string, position: number): Defect | undefined {
  return template({ lines: linesAround(source, position) });
}

/** The beginning of what is quoted from a text, since that can be of any length. */
export function brief(quoted: string): string {
  return quoted.length > 40 ? `${quoted.slice(0, 40)}…` : quoted;
}

interface Stop {
  readonly source: string;
  readonly complaint: string;
  readonly position: number;
  /** The line where the reader stopped and the last one before it that is not blank, which comes second. */
  readonly lines: readonly Line[];
}

interface Line {
  readonly start: number;
  readonly text: string;
}

type Recognise = (stop: Stop) => Defect | undefined;

const mistakes: readonly Recognise[] = [
  nulCharacter,
  foreignLineBreak,
  template,
  conflictMarker,
  tab,
  missingSpace,
  unclosed,
  secondColon,
  reservedCharacter,
  emptyAlias,
  badEscape,
  tooDeep,
  unprintable,
  indentation,
  missingColon,
  leftOver,
];

function nulCharacter({ source, complaint }: Stop): Defect | undefined {
  if (!complaint.includes('null byte')) return undefined;
  const reason = 'holds a NUL character, so this is not UTF-8 text; save the file as UTF-8';
  return { reason, ...at(source, source.indexOf('\0')) };
}

function foreignLineBreak({ source, position, lines, complaint }: Stop): Defect | undefined {
  if (complaint === 'foreign line break')
    return { reason: endsLine(source.charAt(position)), ...at(source, position) };
  return inLines(lines, /([\u0085\u2028\u2029])/d, endsLine);
}

function endsLine(character: string): string {
  return `kubectl takes ${unicodeName(character)} for the end of a line; delete it, or escape it in double quotes`;
}

function template({ lines }: Pick<Stop, 'lines'>): Defect | undefined {
  return inLines(lines, /^[^#"']*?(\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$))/d, (marker) => {
    return `${brief(marker)} is a template that was never rendered; lint what helm template or the like makes of it`;
  });
}

function conflictMarker({ lines }: Stop): Defect | undefined {
  return inLines(lines, /^(<{7}|={7}|>{7})(?: |$)/d, (marker) => {
    return `${marker} is left from a merge conflict; resolve the conflict`;
  });
}

function tab({ lines, complaint }: Stop): Defect | undefined {
  const reason = 'a tab in the indentation; YAML indents with spaces only, so write spaces';
  const defect = inLines(lines.slice(0, 1), /^ *(\t+)/d, () => reason);
  return (
    defect ?? (complaint.includes('tab characters') ? inLines(lines, /(\t+)/d, () => reason) : undefined)
  );
}

function missingSpace({ lines, complaint }: Stop): Defect | undefined {
  if (!/':'|multiline key|white ?space|mapping entry/.test(complaint)) return undefined;
  const suspects = lines.filter((line) => !/:\s|:$/.test(line.text));
  return inLines(
    suspects,
    /^\s*(?:- +)*([\w./-]+:)(?!\/\/)[^\s:]/,
    (key) => `no space after the colon; write \`${brief(key)} \` and then the value`,
  );
}

function unclosed({ source, position, complaint }: Stop): Defect | undefined {
  if (!/unexpected end|deficient indentation|comma|indentation of a mapping|':'/.test(complaint))
    return undefined;
  const opening = openAt(source, position).at(-1);
  if (opening === undefined) return undefined;
  const mark = source.charAt(opening);
  const closing = mark === '{' ? '}' : mark === '[' ? ']' : mark;
  const trouble = complaint.includes('comma')
    ? 'is not closed, or a comma is missing inside'
    : 'is not closed, or the lines inside are indented too little';
  const reason = `the ${closing === mark ? 'quote' : 'bracket'} ${mark} that opens here ${trouble}; add the closing ${closing}`;
  return { reason, ...at(source, opening) };
}

function secondColon({ source, position, complaint }: Stop): Defect | undefined {
  if (!complaint.includes('mapping entry') || source[position] !== ':') return undefined;
  return {
    reason: 'a second `: ` on one line; put the value in quotes if the colon belongs to it',
    ...at(source, position),
  };
}

function reservedCharacter({ source, position }: Stop): Defect | undefined {
  const character = source.charAt(position);
  if (!['@', '`', '%'].includes(character)) return undefined;
  return { reason: `a value cannot begin with ${character}; put it in quotes`, ...at(source, position) };
}

function emptyAlias({ source, position, complaint }: Stop): Defect | undefined {
  if (!complaint.includes('alias')) return undefined;
  return {
    reason: 'a value that begins with * refers to an anchor; put it in quotes if it is text',
    ...at(source, position),
  };
}

function badEscape({ source, position, complaint }: Stop): Defect | undefined {
  if (!/escape|hexadecimal/.test(complaint)) return undefined;
  const reason = 'no such escape in double quotes; write \\\\ for a backslash, or use single quotes';
  return { reason, ...at(source, position) };
}

function tooDeep({ source, position, complaint }: Stop): Defect | undefined {
  if (!complaint.includes('nesting exceeded')) return undefined;
  return { reason: 'nested deeper than any Kubernetes object', ...at(source, position) };
}

function unprintable({ source, position, complaint }: Stop): Defect | undefined {
  if (!/non-printable|JSON character/.test(complaint)) return undefined;
  const reason = `holds the control character ${unicodeName(source.charAt(position))}; delete it`;
  return { reason, ...at(source, position) };
}

function unicodeName(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function indentation({ source, position, complaint }: Stop): Defect | undefined {
  if (!/indentation of a (?:mapping|sequence) entry/.test(complaint)) return undefined;
  const reason =
    'this is indented differently from what it belongs to; give all entries of a mapping or list the same indentation';
  return { reason, ...at(source, position) };
}

function missingColon({ lines, complaint }: Stop): Defect | undefined {
  if (!/':'|multiline key/.test(complaint)) return undefined;
  const suspects = lines.filter((line) => !/:\s|:$/.test(line.text)).toReversed();
  return inLines(suspects, /(\S.*)/d, () => 'a key without a colon; write `key: value`');
}

function leftOver({ source, position, complaint }: Stop): Defect | undefined {
  if (!complaint.includes('end of the stream or a document separator')) return undefined;
  const reason =
    'this does not belong to what stands above it; correct the indentation, or begin a new document with ---';
  return { reason, ...at(source, position) };
}

/** The first line that matches, located at the first group; the pattern must have the flag d. */
function inLines(
  lines: readonly Line[],
  pattern: RegExp,
  reason: (found: string) => string,
): Defect | undefined {
  for (const { start, text } of lines) {
    const match = pattern.exec(text);
    const range = match?.indices?.[1];
    if (range !== undefined)
      return { reason: reason(match?.[1] ?? ''), start: start + range[0], end: start + range[1] };
  }
  return undefined;
}

function linesAround(source: string, position: number): readonly Line[] {
  const here = lineAt(source, position);
  let before = here;
  while (before.start > 0) {
    before = lineAt(source, before.start - 1);
    if (before.text.trim() !== '') return [here, before];
  }
  return [here];
}

function lineAt(source: string, position: number): Line {
  let start = position;
  while (start > 0 && !/[\r\n]/.test(source.charAt(start - 1))) start -= 1;
  const length = source.slice(start).search(/[\r\n]|$/);
  return { start, text: source.slice(start, start + length) };
}

function at(source: string, position: number): { readonly start: number; readonly end: number } {
  const start = Math.min(position, source.trimEnd().length);
  return { start, end: start + (/[^\r\n]/.test(source.charAt(start)) ? 1 : 0) };
}

import type { Defect } from './node.ts';
import { brief, type Line, type Stop } from './stop.ts';

/** A mistake that shows in the line where the reader stopped, or in the line before it. */
export function mistakenLine(stop: Stop): Defect | undefined {
  return (
    foreignLineBreak(stop) ??
    template(stop) ??
    noYaml(stop) ??
    tab(stop) ??
    indentedSeparator(stop) ??
    missingSpace(stop) ??
    missingBlank(stop) ??
    missingDash(stop) ??
    missingColon(stop) ??
    noBreakSpace(stop)
  );
}

/** What belongs to the text that the document was copied out of. */
function noYaml(stop: Stop): Defect | undefined {
  return conflictMarker(stop) ?? fence(stop) ?? shell(stop) ?? foreignComment(stop);
}

/** A template marker in the line where the reader stopped, or in the line before it. */
export function template({ lines }: Stop): Defect | undefined {
  return inLines(lines, /^[^#"']*?(\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$))/d, (marker) => {
    return `${brief(marker)} is a template that was never rendered; render it first, as in helm template CHART | netpol-lint lint -`;
  });
}

function foreignLineBreak({ lines }: Stop): Defect | undefined {
  return inLines(lines, /([\u0085\u2028\u2029])/d, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `kubectl takes U+${code} for the end of a line; delete it, or escape it in double quotes`;
  });
}

function conflictMarker({ lines }: Stop): Defect | undefined {
  return inLines(lines, /^(<{7}|={7}|>{7})(?: |$)/d, (marker) => {
    return `${marker} is left from a merge conflict; resolve the conflict`;
  });
}

function fence({ lines }: Stop): Defect | undefined {
  return inLines(lines, /^ *(`{3}\w*)/d, () => '``` is left from Markdown; delete the line');
}

/** What stands around a document in a script or a manual that has the shell write it. */
function shell({ lines }: Stop): Defect | undefined {
  return (
    inLines(
      lines,
      /^((?:cat|kubectl|oc)\b.*<<.*|(?:kubectl|oc) [a-z].*|\$ \S.*)$/d,
      () => 'a command of the shell; delete the line',
    ) ??
    inLines(
      lines,
      /^(EO[FTL]|END)$/d,
      (mark) => `${mark} is left from a script of the shell; delete the line`,
    )
  );
}

/** Anywhere above, since text that looks indented and is not spoils what follows much later. */
function noBreakSpace({ source, position, complaint }: Stop): Defect | undefined {
  if (!wantsKey.test(complaint) && !complaint.includes('indentation')) return undefined;
  const found = /^ *([\u00A0\u2000-\u200B\u202F\u3000]+)/dm.exec(source.slice(0, position + 1))?.indices?.[1];
  if (found === undefined) return undefined;
  const reason = 'a no-break space in the indentation; YAML indents with plain spaces only, so write those';
  return { reason, start: found[0], end: found[1] };
}

function tab({ lines, complaint }: Stop): Defect | undefined {
  const reason = (): string => 'a tab in the indentation; YAML indents with spaces only, so write spaces';
  const indentation = inLines([lines[0]], /^ *(\t+)/d, reason);
  return indentation ?? (complaint.includes('tab characters') ? inLines(lines, /(\t+)/d, reason) : undefined);
}

/** What the reader says when it has met text where it wanted a key. */
const wantsKey = /':'|multiline key|mapping entry|a document separator/;

function missingSpace({ lines, complaint }: Stop): Defect | undefined {
  if (!wantsKey.test(complaint)) return undefined;
  return inLines(withoutKey(lines), /^\s*(?:- +)*([\w./-]+:)(?!\/\/)[^\s:]/d, (key) => {
    return `no space after the colon; write \`${brief(key)} \` and then the value`;
  });
}

function indentedSeparator({ lines }: Stop): Defect | undefined {
  return inLines(lines, /^ +(---)\s*$/d, () => 'an indented --- separates nothing; begin its line with it');
}

function missingBlank({ lines, complaint }: Stop): Defect | undefined {
  if (!wantsKey.test(complaint)) return undefined;
  return inLines(
    withoutKey(lines),
    /^\s*(-)\w/d,
    () => 'no space after the dash; write `- ` and then the item',
  );
}

function foreignComment({ lines, complaint }: Stop): Defect | undefined {
  if (!wantsKey.test(complaint)) return undefined;
  return inLines(lines, /^ *(\/[/*])/d, () => 'a comment of another language; begin it with #');
}

/** Text right below a key that has no value, in the same column, is an item of the list that the key was to have. */
function missingDash({ source, lines, complaint }: Stop): Defect | undefined {
  if (!wantsKey.test(complaint)) return undefined;
  return inLines(
    withoutKey(lines)
      .toReversed()
      .filter((line) => isBelowKey(source, line)),
    /^ *([^\s#].*)/d,
    (text) => `a list item without a dash; write \`- ${brief(text)}\``,
  );
}

function isBelowKey(source: string, { text, start }: Line): boolean {
  const above = /(?:^|\n)( *)[\w./-]{1,60}:[ \t]*\r?\n$/.exec(source.slice(Math.max(0, start - 300), start));
  return above?.[1] !== undefined && above[1] === /^ */.exec(text)?.[0];
}

function missingColon({ source, position, lines, complaint }: Stop): Defect | undefined {
  const startsEntry =
    source[position] === ':' && !/:\s/.test(lines[0].text.slice(0, position - lines[0].start));
  if (!/':'|multiline key/.test(complaint) && !(startsEntry && wantsKey.test(complaint))) return undefined;
  return inLines(withoutKey(lines).toReversed(), /^[ -]*([^\s#].*)/d, () => {
    return 'a key without a colon; write `key: value`';
  });
}

function withoutKey(lines: Stop['lines']): readonly Line[] {
  return lines.filter((line) => line !== undefined).filter((line) => !/:\s|:$/.test(line.text));
}

/** The first line that matches, located at the first group; the pattern must have the flag d. */
function inLines(
  lines: readonly (Line | undefined)[],
  pattern: RegExp,
  reason: (found: string) => string,
): Defect | undefined {
  for (const line of lines) {
    const match = pattern.exec(line?.text ?? '');
    const range = match?.indices?.[1];
    if (line !== undefined && range !== undefined)
      return { reason: reason(match?.[1] ?? ''), start: line.start + range[0], end: line.start + range[1] };
  }
  return undefined;
}

import type { Paint } from '../report/paint.ts';

/**
 * Markdown as a terminal shows it best: headings and emphasis in colour, code indented, tables in columns, links with
 * their address, and neither comments nor marks that only a renderer needs. Covers what the rule pages use.
 */
export function renderMarkdown(markdown: string, paint: Paint): string {
  const lines: string[] = [];
  let table: string[][] = [];
  let inCode = false;
  for (const line of `${withoutComments(markdown)}\n`.split('\n')) {
    const cells = inCode ? undefined : cellsOf(line);
    if (cells !== undefined) {
      table.push(cells);
      continue;
    }
    lines.push(...columns(table, paint));
    table = [];
    if (/^\s*```/.test(line)) inCode = !inCode;
    else lines.push(inCode ? codeLine(line, paint) : textLine(line, paint));
  }
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function withoutComments(markdown: string): string {
  return markdown.replaceAll('\r\n', '\n').replaceAll(/<!--[\s\S]*?-->\n?/g, '');
}

function cellsOf(line: string): string[] | undefined {
  const inner = /^\s*\|(.*)\|\s*$/.exec(line)?.[1];
  return inner?.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function columns(rows: readonly (readonly string[])[], paint: Paint): readonly string[] {
  const shown = rows.filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell)));
  const plainRows = shown.map((cells) => cells.map((cell) => inline(cell, (_, text) => text)));
  const widths = (plainRows[0] ?? []).map((_, column) =>
    Math.max(...plainRows.map((row) => row[column]?.length ?? 0)),
  );
  return plainRows.map((row, index) => {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    return index === 0 ? paint('faint', line.trimEnd()) : line.trimEnd();
  });
}

/** The marks by which the examples are tested point out the line to readers too. */
function codeLine(line: string, paint: Paint): string {
  const [, code = line, mark] = /^(.*?)# ~ (NP[^#]*?)(?: # ~ NP.*)?$/.exec(line) ?? [];
  if (mark !== undefined) return `    ${code}${paint('warning', `# <- ${mark}`)}`;
  return line === '' ? '' : `    ${line}`;
}

function textLine(line: string, paint: Paint): string {
  const heading = /^#+\s+(.*)$/.exec(line)?.[1];
  return heading === undefined
    ? inline(line, paint)
    : paint(
        'strong',
        inline(heading, (_, text) => text),
      );
}

function inline(text: string, paint: Paint): string {
  return text
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, (_, label: string, address: string) =>
      /^\w+:/.test(address) ? `${label} (${address})` : label,
    )
    .replaceAll(/\*\*([^*]+)\*\*/g, (_, bold: string) => paint('strong', bold))
    .replaceAll(/`([^`]+)`/g, (_, code: string) => paint('info', code))
    .replaceAll(/\\([|*_`])/g, '$1');
}

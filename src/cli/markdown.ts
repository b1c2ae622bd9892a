import type { Paint } from '../report/paint.ts';

/**
 * Markdown as a terminal shows it best: headings and emphasis in colour, code indented, links with their address, and
 * neither comments nor marks that only a renderer needs. Covers what the rule pages use.
 */
export function renderMarkdown(markdown: string, paint: Paint): string {
  const lines: string[] = [];
  let inCode = false;
  for (const line of withoutComments(markdown).split('\n')) {
    if (/^\s*```/.test(line)) inCode = !inCode;
    else if (inCode) lines.push(line === '' ? '' : `    ${line}`);
    else if (!/^\s*\|[\s:|-]+\|\s*$/.test(line)) lines.push(renderLine(line, paint));
  }
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function withoutComments(markdown: string): string {
  return markdown.replaceAll('\r\n', '\n').replaceAll(/<!--[\s\S]*?-->\n?/g, '');
}

function renderLine(line: string, paint: Paint): string {
  const heading = /^#+\s+(.*)$/.exec(line)?.[1];
  if (heading !== undefined)
    return paint(
      'strong',
      inline(heading, (_, text) => text),
    );
  const cells = /^\s*\|(.*)\|\s*$/.exec(line)?.[1]?.split(/(?<!\\)\|/);
  if (cells !== undefined) return cells.map((cell) => inline(cell.trim(), paint)).join('  ');
  return inline(line, paint);
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

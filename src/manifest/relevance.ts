import type { UnreadableDocument } from '../source/document.ts';

const topLevelKind = /^["']?kind["']?\s*:/m;
const templated = /\{\{|\{%/;

/**
 * Whether a broken document of a folder deserves a finding: it looks like a Kubernetes object, and it is not a template
 * waiting to be rendered, unless what it templates is a NetworkPolicy.
 */
export function isWorthReading(item: UnreadableDocument, text: string): boolean {
  const part = documentAround(text, item.location.line);
  if (templated.test(part)) return /NetworkPolicy/.test(part);
  return topLevelKind.test(part);
}

function documentAround(text: string, line: number): string {
  const lines = text.split(/\r?\n/);
  const isSeparator = (at: string | undefined): boolean => at !== undefined && /^---(\s|$)/.test(at);
  let first = Math.min(line, lines.length) - 1;
  let last = first;
  while (first > 0 && !isSeparator(lines[first])) first -= 1;
  while (last + 1 < lines.length && !isSeparator(lines[last + 1])) last += 1;
  return lines.slice(first, last + 1).join('\n');
}

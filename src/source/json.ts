import type { Span } from './place.ts';

/**
 * The objects of a text in which JSON objects follow each other without separators, as kubectl accepts them. Empty when the
 * text from `start` to `end` is anything else.
 */
export function jsonObjects(text: string, start: number, end: number): readonly Span[] {
  const spans: Span[] = [];
  let depth = 0;
  let opening = start;
  for (const { index, 0: token } of text.slice(start, end).matchAll(jsonToken)) {
    if (depth === 0) {
      if (token !== '{') return [];
      opening = start + index;
    }
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth === 0) spans.push({ start: opening, end: start + index + 1 });
  }
  return depth === 0 ? spans : [...spans, { start: opening, end }];
}

const jsonToken = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$)|[{}[\]]|[^\s{}[\]"]+/g;

import type { Problem } from '../problem.ts';
import { shorten } from '../prose.ts';

/**
 * An imperative around a number or a truth value that ought to be text, in quotes as it is written: `on` and not the true
 * that YAML makes of it. Undefined for other values.
 */
export function inQuotes(
  { value, text }: Problem,
  imperative: (quoted: string) => string,
): string | undefined {
  if (typeof value !== 'boolean' && typeof value !== 'number') return undefined;
  return text === undefined
    ? `${imperative(`"${value}"`)}, or what was typed for it`
    : imperative(`"${shorten(text)}"`);
}

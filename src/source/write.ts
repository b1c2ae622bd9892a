import { stringify } from 'yaml';

/** A value as block-style YAML, no line of it folded; what is undefined is left out. */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 });
}

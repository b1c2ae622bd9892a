import type { Problem } from './problem.ts';

/**
 * What a value that the API server refuses leaves to be filled in, in the spelling of shells, Helm, Flux, scripts that
 * replace text, and manuals; undefined where it leaves nothing. `NODE_IP` leaves something where no name can stand, and so does
 * `NAMESPACE` as the namespace.
 */
export function placeholderIn({ path, value }: Pick<Problem, 'path' | 'value'>): string | undefined {
  if (typeof value !== 'string') return undefined;
  const field = String(path.findLast((step) => typeof step === 'string'));
  if (value === field.toUpperCase()) return value;
  return (marked.exec(value) ?? (unnamed.has(field) ? capitals.exec(value) : null))?.[0];
}

/** Whether a text may be one: nothing but capitals, which a name can be meant by as well. */
export function mayBePlaceholder(text: string): boolean {
  return /^[A-Z][A-Z\d]+(?:_[A-Z\d]+)*$/.test(text);
}

const unnamed: ReadonlySet<string> = new Set(['cidr', 'except', 'port', 'endPort']);

const capitals = /\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/;

const marked = new RegExp(
  [
    /\$\{[^{}]+\}/,
    /\$\([^()]+\)/,
    /\$?\{\{[^{}]+\}\}/,
    /<[^<>]+>/,
    /\$[A-Za-z_]\w*/,
    /%[A-Za-z]\w*%/,
    /@[A-Za-z]\w*@/,
    /__[A-Za-z]\w*?__/,
    /\b(?:YOUR|REPLACE|INSERT|ENTER)(?:_[A-Z\d]+)+\b/,
    /\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)*_HERE\b/,
    /\b(?:CHANGE|FILL)_?(?:ME|IN)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

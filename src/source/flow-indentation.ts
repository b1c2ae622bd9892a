import { openAt } from './unclosed.ts';

/** A source with spaces added, and where in the original something stands that has a given offset in it. */
export interface Indented {
  readonly source: string;
  readonly origin: (offset: number) => number;
}

/**
 * Indents the lines inside the quotes or brackets that are open at `position`; `undefined` when none are, or when they are
 * not closed or text follows at once, so that the quote that seems to close opens. YAML 1.2 wants these lines indented, as does js-yaml; kubectl does not mind, so that a closing bracket often
 * stands below the key. Spaces at the beginning of such a line never are a part of the value.
 */
export function indentFlow(source: string, position: number): Indented | undefined {
  const [opening] = openAt(source, position);
  const end = opening === undefined ? undefined : endOfFlow(source, opening);
  if (opening === undefined || end === undefined || end <= position) return undefined;
  if (!/^(?:[\s,:}\]]|$)/.test(source.slice(end, end + 1))) return undefined;
  const width = opening - Math.max(source.lastIndexOf('\n', opening), source.lastIndexOf('\r', opening));
  const flow = source.slice(opening, end);
  const starts = Array.from(
    flow.matchAll(/\r\n?|\n/g),
    ({ index, 0: { length } }) => opening + index + length,
  );
  if (starts.length * width > mostSpaces) return undefined;
  const indented = flow.replaceAll(/\r\n?|\n/g, `$&${' '.repeat(width)}`);
  return {
    source: source.slice(0, opening) + indented + source.slice(end),
    origin: (offset) => removeSpaces(offset, starts, width),
  };
}

/** More than any text that a person wrote needs. */
const mostSpaces = 1_000_000;

/** `starts` are the offsets in the original at which `width` spaces were added, in ascending order. */
function removeSpaces(offset: number, starts: readonly number[], width: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) + middle * width <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? offset : Math.max(offset - low * width, starts[low - 1] ?? 0);
}

const flowToken =
  /"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*'|(?<=\s)#[^\r\n]*|[{}[\]]|[^\s,{}[\]"'][^\s,{}[\]]*|["']/g;

/** Behind the quote or bracket that closes what opens at `opening`. */
function endOfFlow(source: string, opening: number): number | undefined {
  let depth = 0;
  for (const { index, 0: token } of source.slice(opening).matchAll(flowToken)) {
    if (token === '"' || token === "'") return undefined;
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    const continues = token.startsWith("'") && source[opening + index + token.length] === "'";
    if (depth === 0 && !continues) return opening + index + token.length;
  }
  return undefined;
}

import type { Option } from './arguments.ts';

/** What the help of a command says about it. */
export interface Described {
  readonly summary: string;
  /** Command lines without the leading `netpol-lint`. */
  readonly usage: readonly string[];
  readonly options: readonly Option<string>[];
  /** Paragraphs after the options. */
  readonly notes?: readonly string[];
}

/** The text that `--help` prints. */
export function helpText({ summary, usage, options, notes = [] }: Described): string {
  const lines = usage.map((line, index) => `${index === 0 ? 'Usage:' : '      '} netpol-lint ${line}`);
  const blocks = [`${summary}.`, lines.join('\n'), `Options:\n${table(options.map(optionRow))}`, ...notes];
  return `${blocks.join('\n\n')}\n`;
}

/** Two columns, the first as wide as its longest entry. */
export function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

function optionRow({ name, short, value, oneOf, help }: Option<string>): readonly [string, string] {
  const left = `${short === undefined ? '   ' : `-${short},`} --${name}${value === undefined ? '' : ` ${value}`}`;
  return [left, oneOf === undefined ? help : `${help}: ${oneOf.join(', ')}`];
}

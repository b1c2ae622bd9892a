import { parseArgs } from 'node:util';
import { nearest, suggest } from '../model/nearest.ts';

/** One option of a command, as it is parsed and as `--help` shows it. */
export interface Option<Name extends string> {
  /** Without the dashes. */
  readonly name: Name;
  readonly short?: string;
  /** How the help names the value, `PATH`; an option without a value is a switch. */
  readonly value?: string;
  /** The values that are accepted, when only these are. */
  readonly oneOf?: readonly string[];
  /** Whether a value can be one, and what it has to be, in words that complete "it is …". */
  readonly form?: { readonly fits: (value: string) => boolean; readonly words: string };
  readonly help: string;
}

/** What was typed, checked against the options of the command. */
export interface Arguments<Name extends string> {
  readonly positionals: readonly string[];
  /** Every value of an option, in the order typed. */
  all(name: Name): readonly string[];
  /** The last value of an option. */
  last(name: Name): string | undefined;
  /** Whether a switch is on. */
  has(name: Name): boolean;
}

/** What the user asked for cannot be done: one sentence, exit status 2. */
export interface Misuse {
  readonly misuse: string;
}

/** Whether a value stands for wrong usage. */
export function isMisuse(value: unknown): value is Misuse {
  return typeof value === 'object' && value !== null && 'misuse' in value;
}

/** Reads the arguments after the command's name; `--` ends the options. */
export function parseArguments<Name extends string>(
  args: readonly string[],
  options: readonly Option<Name>[],
): Arguments<Name> | Misuse {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map(describe)),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    const misuse = option === undefined ? unknownOption(token.rawName, options) : wrongValue(option, token);
    if (misuse !== undefined) return { misuse };
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? '']);
  }
  return {
    positionals,
    all: (name) => values.get(name) ?? [],
    last: (name) => values.get(name)?.at(-1),
    has: (name) => values.has(name),
  };
}

type Described = [string, { type: 'string' | 'boolean'; multiple: true; short?: string }];

function describe({ name, short, value }: Option<string>): Described {
  const type = value === undefined ? 'boolean' : 'string';
  return [name, { type, multiple: true, ...(short === undefined ? {} : { short }) }];
}

function unknownOption(typed: string, options: readonly Option<string>[]): string {
  const names = options.map(({ name }) => name);
  return `unknown option ${typed}${suggest(nearest(typed.replace(/^-+/, ''), names), '--')}`;
}

interface Typed {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function wrongValue(option: Option<string>, { rawName, value, inlineValue }: Typed): string | undefined {
  if (option.value === undefined) return value === undefined ? undefined : `${rawName} takes no value`;
  const looksLikeOption = inlineValue !== true && value !== undefined && /^-./.test(value);
  if (value === undefined || value === '' || looksLikeOption)
    return `${rawName} needs a value: ${option.value}`;
  if (option.form?.fits(value) === false) return `${rawName} ${value}: it is ${option.form.words}`;
  if (option.oneOf === undefined || option.oneOf.includes(value)) return undefined;
  return notAmong(`${rawName} ${value}`, value, option.oneOf);
}

/** Says that a value is none of those that are known, and which was probably meant. */
export function notAmong(typed: string, value: string, known: readonly string[]): string {
  return `${typed} is not known${suggest(nearest(value, known)) || '.'} It takes ${known.join(', ')}`;
}

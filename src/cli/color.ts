import { styleText } from 'node:util';
import { type Paint, plain, type Style } from '../report/paint.ts';
import type { Option } from './arguments.ts';
import type { Io } from './io.ts';

/** When to use colours: `auto` is on a terminal, unless NO_COLOR or FORCE_COLOR say otherwise. */
export const colorOption: Option<'color'> = {
  name: 'color',
  value: 'WHEN',
  oneOf: ['auto', 'always', 'never'],
  help: 'use colours',
};

const styles: Readonly<Record<Style, Parameters<typeof styleText>[0]>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  info: ['bold', 'cyan'],
  strong: 'bold',
  faint: 'dim',
  good: 'green',
};

const coloured: Paint = (style, text) => styleText(styles[style], text, { validateStream: false });

/** The painter for standard output, `choice` being a value of `colorOption`. FORCE_COLOR outweighs NO_COLOR, as it does in Node itself. */
export function painter(choice: string | undefined, { env, stdout }: Pick<Io, 'env' | 'stdout'>): Paint {
  if (choice === 'always') return coloured;
  if (choice === 'never') return plain;
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = env;
  if (force !== undefined && force !== '') return force === '0' || force === 'false' ? plain : coloured;
  if (no !== undefined && no !== '') return plain;
  return stdout.isTTY && terminal !== 'dumb' ? coloured : plain;
}

import { readFileSync } from 'node:fs';
import { messageOf } from '../model/thrown.ts';
import type { Configuration } from './configuration.ts';
import { readFlags, usage } from './flags.ts';
import type { RuleName } from '../lint/finding.ts';
import { emptyFile, readConfigurationFile } from './read-configuration-file.ts';
import { printConfiguration } from './print-configuration.ts';
import { resolve, surroundingsOf } from './resolve.ts';

/** What the configuration is made of. */
export interface Given {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of the demo cluster. */
  readonly examples: string;
  readonly rules: readonly RuleName[];
}

/** A configuration to run with, or a text to print and the status to end with. */
export type Loaded =
  | { readonly configuration: Configuration; readonly text: string }
  | { readonly print: string; readonly status: 0 | 2 };

/** Reads flags, environment and configuration file. `text` is the file's, for telling one configuration from another. */
export function loadConfiguration({ args, environment, examples, rules }: Given): Loaded {
  const flags = readFlags(args);
  if ('problem' in flags) return { print: `${flags.problem}\n\n${usage}`, status: 2 };
  if (flags.help) return { print: usage, status: 0 };
  const path = flags.config ?? (environment['NETPOL_LINT_CONFIG'] || undefined);
  const text = path === undefined ? '' : readText(path);
  if (typeof text !== 'string') return { print: `cannot read ${path}: ${text.failure}\n`, status: 2 };
  const file = text === '' ? emptyFile : readConfigurationFile(text, rules);
  if ('problems' in file) {
    return { print: file.problems.map((problem) => `${path}: ${problem}\n`).join(''), status: 2 };
  }
  const configuration = resolve(flags, file, surroundingsOf(environment, examples));
  if ('problem' in configuration) return { print: `${configuration.problem}\n`, status: 2 };
  if (flags.printConfig) return { print: printConfiguration(configuration), status: 0 };
  return { configuration, text };
}

function readText(path: string): string | { readonly failure: string } {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return { failure: messageOf(error) };
  }
}

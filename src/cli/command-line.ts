import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearest } from '../model/nearest.ts';
import type { Command } from './command.ts';
import { status } from './exit-status.ts';
import { diffCommand } from './diff-command.ts';
import { explainCommand } from './explain-command.ts';
import { table } from './help.ts';
import type { Io } from './io.ts';
import { lintCommand } from './lint-command.ts';
import { mapCommand } from './map-command.ts';
import { rulesCommand } from './rules-command.ts';
import { serveCommand } from './serve-command.ts';
import { versionCommand } from './version-command.ts';
import { whyCommand } from './why-command.ts';

const commands: readonly Command[] = [
  lintCommand,
  rulesCommand,
  explainCommand,
  mapCommand,
  diffCommand,
  whyCommand,
  serveCommand,
  versionCommand,
];

/**
 * Runs the command line and answers with the exit status: 0 clean, 1 findings, 2 wrong usage or unreadable input,
 * 3 a defect of netpol-lint. `argv` is what follows the name of the program.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr.write(`netpol-lint: this is a defect of netpol-lint, please report it\n${told}\n`);
    return status.defect;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = argv;
  if (first === undefined) {
    io.stderr.write(overview());
    return status.unusable;
  }
  if (first === '--version' || first === '-V') return versionCommand.run(rest, io);
  if (first === 'help' && rest[0] !== undefined) return dispatch([rest[0], '--help'], io);
  if (first === 'help' || first === '--help' || first === '-h') {
    io.stdout.write(overview());
    return status.clean;
  }
  const command = commands.find(({ name }) => name === first);
  if (command !== undefined) return command.run(rest, io);
  const meant = meantCommand(first, io.cwd);
  if (meant === undefined) return lintCommand.run(argv, io);
  io.stderr.write(`netpol-lint: there is no command or file ${first}; did you mean ${meant}?\n`);
  return status.unusable;
}

/** The command that was probably meant by what is neither a command nor a path. */
function meantCommand(typed: string, cwd: string): string | undefined {
  if (/^-|[./*]/.test(typed) || existsSync(resolve(cwd, typed))) return undefined;
  return nearest(typed, ['help', ...commands.map(({ name }) => name)]);
}

function overview(): string {
  const rows = commands.map(({ name, summary }): [string, string] => [name, summary]);
  return `Lints Kubernetes NetworkPolicies.

Usage: netpol-lint [lint] PATH... [options]
       netpol-lint COMMAND [options]

Commands:
${table(rows)}

  netpol-lint COMMAND --help tells more about a command.

Exit status: 0 clean, 1 findings that fail the run, 2 wrong usage or unreadable input, 3 a defect of netpol-lint.
`;
}

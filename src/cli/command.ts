import { type Arguments, isMisuse, type Misuse, type Option, parseArguments } from './arguments.ts';
import { status } from './exit-status.ts';
import { type Described, helpText } from './help.ts';
import type { Io } from './io.ts';

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Runs with the arguments after the name and answers with the exit status. */
  run(args: readonly string[], io: Io): Promise<number>;
}

interface Definition<Name extends string> extends Described {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly Option<Name>[];
  run(args: Arguments<Name | 'help'>, io: Io): Promise<number | Misuse>;
}

const help: Option<'help'> = { name: 'help', short: 'h', help: 'this text' };

/** Makes a command that reads its options, answers `--help` and tells wrong usage in one sentence. */
export function defineCommand<Name extends string>(definition: Definition<Name>): Command {
  const { name, summary } = definition;
  const options: readonly Option<Name | 'help'>[] = [...definition.options, help];
  return {
    name,
    summary,
    async run(typed, io) {
      const args = parseArguments(typed, options);
      if (isMisuse(args)) return complain(args, name, io);
      if (args.has('help')) {
        io.stdout.write(helpText({ ...definition, options }));
        return status.clean;
      }
      const outcome = await definition.run(args, io);
      return isMisuse(outcome) ? complain(outcome, name, io) : outcome;
    },
  };
}

function complain({ misuse }: Misuse, command: string, io: Io): number {
  io.stderr.write(`netpol-lint: ${misuse}\nSee netpol-lint ${command} --help.\n`);
  return status.unusable;
}

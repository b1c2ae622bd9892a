import type { Arguments, Misuse, Option } from './arguments.ts';

/** The names of the options about repairs. */
export type RepairOption = 'fix' | 'diff' | 'unsafe-fixes';

/** The options about repairs. */
export const repairOptions: readonly Option<RepairOption>[] = [
  { name: 'fix', help: 'repair in the files of PATH what can be repaired safely, and report what is left' },
  { name: 'diff', help: 'show that as a diff, and change nothing' },
  {
    name: 'unsafe-fixes',
    help: 'with --fix or --diff: also repairs that change what a policy means to what was likely meant',
  },
];

/** Which findings are repaired, and what becomes of it: files that are changed, or a diff. */
export interface RepairChoice {
  readonly which: 'safe' | 'all';
  readonly into: 'files' | 'diff';
}

/** Checks what was typed about repairs; `none` when nothing was. */
export function repairChoice(args: Arguments<RepairOption>): RepairChoice | 'none' | Misuse {
  const which = args.has('unsafe-fixes') ? 'all' : 'safe';
  if (args.has('diff') && args.has('fix'))
    return { misuse: '--diff changes nothing and --fix does; write one of them' };
  if (args.has('diff'))
    return args.positionals.length === 0
      ? { misuse: '--diff shows what would change in files; name them, or - for standard input' }
      : { which, into: 'diff' };
  if (!args.has('fix'))
    return which === 'safe' ? 'none' : { misuse: '--unsafe-fixes goes with --fix or --diff' };
  if (args.positionals.length === 0) return { misuse: '--fix changes files; name them' };
  return args.positionals.includes('-')
    ? { misuse: '--fix changes files, and standard input is none; see --diff' }
    : { which, into: 'files' };
}

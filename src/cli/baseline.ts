import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { printBaseline, readBaseline } from '../config/read-baseline.ts';
import { knownFindings, withoutKnown } from '../lint/suppressions/baseline.ts';
import type { Report } from '../lint/report.ts';
import { count } from '../model/prose.ts';
import { messageOf } from '../model/thrown.ts';
import type { Misuse, Option } from './arguments.ts';
import type { Io } from './io.ts';
import { unreadableReason } from './unreadable-reason.ts';

/** The names of the options about a baseline. */
export type BaselineOption = 'baseline' | 'write-baseline';

/** The options about a baseline. */
export const baselineOptions: readonly Option<BaselineOption>[] = [
  { name: 'baseline', value: 'FILE', help: 'tell nothing of the findings in it' },
  {
    name: 'write-baseline',
    value: 'FILE',
    help: 'write the findings of this run there, and fail for none of them',
  },
];

/** The files of a run that are about a baseline. */
export interface BaselineFiles {
  readonly read: string | undefined;
  readonly written: string | undefined;
}

/** The report less what the baseline knows. What it knows for nothing is told on standard error. */
export function withBaseline(report: Report, { read, written }: BaselineFiles, io: Io): Report | Misuse {
  const known = read === undefined ? [] : readAt(read, io);
  if ('misuse' in known) return known;
  const compared = withoutKnown(report, known);
  if (written === undefined) {
    if (compared.gone.length > 0)
      io.stderr.write(
        `${read}: ${count(compared.gone.length, 'finding')} of it not found any more; write it again with --write-baseline ${read}\n`,
      );
    return compared.report;
  }
  const all = knownFindings(report);
  const failure = write(written, printBaseline(all), io);
  return failure ?? withoutKnown(report, all).report;
}

function readAt(path: string, { cwd }: Io): ReturnType<typeof knownFindings> | Misuse {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    return { misuse: `${path} ${unreadableReason(error)}` };
  }
  const found = readBaseline(text);
  return 'problems' in found
    ? { misuse: found.problems.map((problem) => `${path}: ${problem}`).join('\n') }
    : found;
}

function write(path: string, text: string, { cwd }: Io): Misuse | undefined {
  try {
    writeFileSync(resolve(cwd, path), text);
    return undefined;
  } catch (error) {
    return { misuse: `cannot write ${path}: ${messageOf(error)}` };
  }
}

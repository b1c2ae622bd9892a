import { readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, normalize, relative, resolve } from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { ascending } from '../model/ascending.ts';
import { count } from '../model/prose.ts';
import type { Paint } from '../report/paint.ts';
import type { Misuse } from './arguments.ts';
import type { Io } from './io.ts';
import type { Change } from './repair.ts';
import { unreadableReason } from './unreadable-reason.ts';

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Writes the repaired texts into their files and tells which. A file that is not what was read is left alone, and so is one
 * that cannot be written; the others are repaired all the same.
 */
export function writeRepairs(changes: readonly Change[], io: Io): Misuse | undefined {
  const failures: string[] = [];
  for (const { before, after, repaired } of changes) {
    const file = before.file ?? '-';
    const failure = writeText(resolve(io.cwd, file), before.text, after.text);
    if (failure === undefined) io.stderr.write(`repaired ${file}: ${codesOf(repaired)}\n`);
    else failures.push(`cannot repair ${file}: it ${failure}`);
  }
  return failures.length === 0 ? undefined : { misuse: failures.join('\n') };
}

/** Each rule once, with how often it was repaired. */
function codesOf(repaired: Change['repaired']): string {
  const byRule = Map.groupBy(repaired, ({ code, name }) => `${code} ${name}`);
  return [...byRule]
    .toSorted(([one], [other]) => ascending(one, other))
    .map(([rule, { length }]) => (length === 1 ? rule : `${rule} (${length})`))
    .join(', ');
}

function writeText(path: string, before: string, after: string): string | undefined {
  try {
    const bytes = readFileSync(path);
    const mark = bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
    if (!bytes.equals(Buffer.concat([mark, Buffer.from(before)])))
      return 'has changed meanwhile or is not UTF-8';
    writeFileSync(path, Buffer.concat([mark, Buffer.from(after)]));
    return undefined;
  } catch (error) {
    return unreadableReason(error, 'written');
  }
}

function nameFrom(folder: string, file = '-'): string {
  return isAbsolute(file) ? relative(folder, file) : normalize(file);
}

/** The repairs as a diff that `git apply` and `patch -p1` take. */
export function writeDiff(changes: readonly Change[], paint: Paint, io: Io): void {
  for (const { before, after } of changes) {
    const file = nameFrom(io.cwd, before.file);
    const names = [`a/${file}`, `b/${file}`] as const;
    const headers = { headerOptions: FILE_HEADERS_ONLY };
    const diff = createTwoFilesPatch(...names, before.text, after.text, undefined, undefined, headers);
    io.stdout.write(
      diff
        .split('\n')
        .map((line) => painted(line, paint))
        .join('\n'),
    );
  }
  const repaired = changes.reduce((sum, change) => sum + change.repaired.length, 0);
  io.stderr.write(
    repaired === 0
      ? 'nothing that could be repaired\n'
      : `--fix would repair ${count(repaired, 'finding')} in ${count(changes.length, 'file')}\n`,
  );
}

function painted(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('good', line);
  return line.startsWith('-') ? paint('error', line) : line;
}

/** Says that something could be repaired, where anything could. */
export function tellRepairable(findings: number, io: Io): void {
  if (findings > 0)
    io.stderr.write(`${count(findings, 'finding')} can be repaired with --fix; --diff shows how\n`);
}

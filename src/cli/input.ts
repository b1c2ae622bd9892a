import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Text } from '../manifest/text.ts';
import { type ChosenFile, chooseFiles, type UnreadableFile } from './choose-files.ts';
import { type Input, inputOf, textOf } from './chosen-text.ts';
import type { Io } from './io.ts';
import type { Level } from './walk.ts';
import { unreadableReason } from './unreadable-reason.ts';

/**
 * Reads files, folders, glob patterns and standard input (`-`, shown as `stdinName`), each file once however often it
 * is named, over all calls. What is `excluded` is left out of folders as if git ignored it.
 */
export function inputReader(
  io: Io,
  stdinName: string,
  excluded: readonly Level[] = [],
): (paths: readonly string[]) => Promise<Input> {
  const seen = new Set<string>();
  return async (paths) => {
    const found: (Text | UnreadableFile)[] = [];
    for (const path of paths) {
      for (const file of path === '-' ? [standardInput] : chooseFiles(path, io.cwd, excluded)) {
        const at = resolve(io.cwd, file.file);
        const place = file === standardInput ? '-' : realPath(at);
        if (seen.has(place)) continue;
        seen.add(place);
        const outcome =
          file === standardInput ? await readStandardInput(io, stdinName) : readChosen(file, at);
        if (outcome !== undefined) found.push(outcome);
      }
    }
    return inputOf(found);
  };
}

/** The same for every link to a file. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

const standardInput: ChosenFile = { file: '-', chosen: 'named' };

/** Nothing at all is what a failed command before a pipe leaves behind, which would pass for a clean run. */
async function readStandardInput(io: Io, name: string): Promise<Text | UnreadableFile | undefined> {
  const read = textOf(await io.readStdin(), { file: name, chosen: 'named' });
  const isEmpty = read !== undefined && 'text' in read && read.text.trim() === '';
  return isEmpty
    ? { file: name, reason: 'is empty; see whether the command that writes to it has failed' }
    : read;
}

function readChosen(file: ChosenFile | UnreadableFile, path: string): Text | UnreadableFile | undefined {
  if ('reason' in file) return file;
  try {
    return textOf(readFileSync(path), file);
  } catch (error) {
    return { file: file.file, reason: unreadableReason(error) };
  }
}

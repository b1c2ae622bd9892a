import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kustomizationNames } from '../manifest/listed.ts';
import type { Text } from '../manifest/text.ts';
import { type ChosenFile, chooseFiles, type UnreadableFile } from './choose-files.ts';
import { type Input, inputOf, textOf } from './chosen-text.ts';
import { beyond, realPath } from './confine.ts';
import { follow, type Look } from './follow.ts';
import type { Io } from './io.ts';
import { isIgnored, isIgnoredByGit, type Level } from './walk.ts';
import { unreadableReason } from './unreadable-reason.ts';

/** Reads what a command line names, each file once however often it is named, over all calls. */
export interface InputReader {
  /** Files, folders, glob patterns and standard input, which is `-`. */
  read(paths: readonly string[]): Promise<Input>;
  /** The input with what its kustomizations list elsewhere. */
  follow(input: Input): Input;
}

/**
 * A reader that shows standard input as `stdinName`. What is `excluded` is left out of folders as if git ignored it, and
 * of what kustomizations list.
 */
export function inputReader(io: Io, stdinName: string, excluded: readonly Level[] = []): InputReader {
  const seen = new Set<string>();
  const read = async (paths: readonly string[]): Promise<Input> => {
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
  return {
    read,
    follow: (input) => follow(input, (path, from) => listedFile(path, from, { io, excluded, seen })),
  };
}

interface Reached {
  readonly io: Io;
  readonly excluded: readonly Level[];
  /** Real paths of what has been read. */
  readonly seen: Set<string>;
}

function listedFile(path: string, from: string, reached: Reached): ReturnType<Look> {
  const { io } = reached;
  const at = resolve(io.cwd, path);
  try {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found === undefined) return isIgnoredByGit(at) ? { ignored: true } : { missing: 'does not exist' };
    const outside = beyond(at, resolve(io.cwd, from), found.isDirectory() ? 'folder' : 'file');
    if (outside !== undefined) return { outside };
    if (found.isFile()) return readListed(path, reached);
    if (!found.isDirectory()) return { missing: 'is no file' };
    const name = kustomizationNames.find((each) => existsSync(join(at, each)));
    if (name === undefined) return { missing: 'holds no kustomization.yaml' };
    return listedFile(join(path, name), path, reached);
  } catch (error) {
    return { missing: unreadableReason(error) };
  }
}

function readListed(path: string, { io, excluded, seen }: Reached): ReturnType<Look> {
  const at = resolve(io.cwd, path);
  const place = realPath(at);
  if (seen.has(place) || isIgnored(at, false, excluded)) return 'read before';
  seen.add(place);
  const read = readChosen({ file: path, chosen: 'found' }, at);
  if (read === undefined) return 'read before';
  return 'reason' in read ? { missing: read.reason } : read;
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

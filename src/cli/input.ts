import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Text } from '../manifest/text.ts';
import { type ChosenFile, chooseFiles, type UnreadableFile } from './choose-files.ts';
import { decode, describeUndecodable } from './decode.ts';
import type { Io } from './io.ts';
import { unreadableReason } from './unreadable-reason.ts';

/** What the paths of a command line hold. */
export interface Input {
  readonly texts: readonly Text[];
  readonly unreadable: readonly UnreadableFile[];
}

/**
 * Reads files, folders, glob patterns and standard input (`-`, shown as `stdinName`), each file once however often it
 * is named, over all calls.
 */
export function inputReader(io: Io, stdinName: string): (paths: readonly string[]) => Promise<Input> {
  const seen = new Set<string>();
  return async (paths) => {
    const texts: Text[] = [];
    const unreadable: UnreadableFile[] = [];
    for (const path of paths) {
      for (const file of path === '-' ? [standardInput] : chooseFiles(path, io.cwd)) {
        const at = resolve(io.cwd, file.file);
        const place = file === standardInput ? '-' : realPath(at);
        if (seen.has(place)) continue;
        seen.add(place);
        const outcome =
          file === standardInput ? await readStandardInput(io, stdinName) : readChosen(file, at);
        if (outcome === undefined) continue;
        if ('text' in outcome) texts.push(outcome);
        else unreadable.push(outcome);
      }
    }
    return { texts, unreadable };
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
  const read = toText(await io.readStdin(), { file: name, chosen: 'named' });
  const isEmpty = read !== undefined && 'text' in read && read.text.trim() === '';
  return isEmpty ? { file: name, reason: 'is empty: the command that writes to it may have failed' } : read;
}

function readChosen(file: ChosenFile | UnreadableFile, path: string): Text | UnreadableFile | undefined {
  if ('reason' in file) return file;
  try {
    return toText(readFileSync(path), file);
  } catch (error) {
    return { file: file.file, reason: unreadableReason(error) };
  }
}

/** Undefined for a file of a folder that is in another encoding and nothing of ours. */
function toText(bytes: Uint8Array, file: ChosenFile): Text | UnreadableFile | undefined {
  const text = decode(bytes);
  if (text !== undefined) return { ...file, text };
  const isOurs = file.chosen === 'named' || Buffer.from(bytes).includes('NetworkPolicy');
  return isOurs ? { file: file.file, reason: describeUndecodable(bytes) } : undefined;
}

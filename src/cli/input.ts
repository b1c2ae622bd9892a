import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Text } from '../manifest/text.ts';
import { type ChosenFile, chooseFiles, reasonOf, type UnreadableFile } from './choose-files.ts';
import { decode } from './decode.ts';
import type { Io } from './io.ts';

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
        const place = file === standardInput ? '-' : resolve(io.cwd, file.file);
        if (seen.has(place)) continue;
        seen.add(place);
        const outcome =
          file === standardInput ? await readStandardInput(io, stdinName) : readChosen(file, place);
        if (outcome === undefined) continue;
        if ('text' in outcome) texts.push(outcome);
        else unreadable.push(outcome);
      }
    }
    return { texts, unreadable };
  };
}

const standardInput: ChosenFile = { file: '-', chosen: 'named' };

async function readStandardInput(io: Io, name: string): Promise<Text | UnreadableFile | undefined> {
  return toText(await io.readStdin(), { file: name, chosen: 'named' });
}

function readChosen(file: ChosenFile | UnreadableFile, place: string): Text | UnreadableFile | undefined {
  if ('reason' in file) return file;
  try {
    return toText(readFileSync(place), file);
  } catch (error) {
    return { file: file.file, reason: reasonOf(error) };
  }
}

/** Undefined for a file of a folder that is in another encoding and nothing of ours. */
function toText(bytes: Uint8Array, file: ChosenFile): Text | UnreadableFile | undefined {
  const text = decode(bytes);
  if (text !== undefined) return { ...file, text };
  const isOurs = file.chosen === 'named' || Buffer.from(bytes).includes('NetworkPolicy');
  return isOurs ? { file: file.file, reason: 'is not text in UTF-8' } : undefined;
}

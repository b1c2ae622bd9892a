import type { Text } from '../manifest/text.ts';
import type { ChosenFile, UnreadableFile } from './choose-files.ts';
import { decode, describeUndecodable } from './decode.ts';

/** What the paths of a command line hold. */
export interface Input {
  readonly texts: readonly Text[];
  readonly unreadable: readonly UnreadableFile[];
  /** A line on each thing that belongs to it and is out of reach, which is nobody's mistake. */
  readonly notRead: readonly string[];
}

/** The text of a file, or why there is none. Undefined for one of a folder that is in another encoding and nothing of ours. */
export function textOf(bytes: Uint8Array, file: ChosenFile): Text | UnreadableFile | undefined {
  const text = decode(bytes);
  if (text !== undefined) return { ...file, text };
  const isOurs = file.chosen === 'named' || Buffer.from(bytes).includes('NetworkPolicy');
  return isOurs ? { file: file.file, reason: describeUndecodable(bytes) } : undefined;
}

/** Texts apart from what gives none. */
export function inputOf(read: readonly (Text | UnreadableFile)[]): Input {
  return {
    texts: read.filter((each) => 'text' in each),
    unreadable: read.filter((each) => 'reason' in each),
    notRead: [],
  };
}

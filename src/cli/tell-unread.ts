import { oneLine } from '../model/prose.ts';
import { positionOf } from '../report/place.ts';
import type { UnreadableFile } from './choose-files.ts';
import type { Input } from './chosen-text.ts';
import type { Io } from './io.ts';

/** Says on standard error, once, what is out of reach. */
export function tellNotRead(inputs: readonly Input[], io: Io): void {
  for (const line of new Set(inputs.flatMap(({ notRead }) => notRead))) io.stderr.write(`${line}\n`);
}

/** Says on standard error what gives no text. */
export function tellUnreadable(files: readonly UnreadableFile[], io: Io): void {
  for (const file of files) io.stderr.write(`${unreadableLine(file)}\n`);
}

/** What gives no text, as one line. */
export function unreadableLine({ file, reason, location }: UnreadableFile): string {
  return oneLine(location === undefined ? `${file} ${reason}` : `${positionOf(location)}: ${reason}`);
}

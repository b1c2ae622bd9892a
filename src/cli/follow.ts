import { dirname, join } from 'node:path';
import { isRemote, type Listed, listedIn } from '../manifest/listed.ts';
import type { Text } from '../manifest/text.ts';
import { oneLine } from '../model/prose.ts';
import { positionOf } from '../report/place.ts';
import type { UnreadableFile } from './choose-files.ts';
import { type Input, inputOf } from './chosen-text.ts';

/**
 * What there is at a path that a kustomization in the folder `from` lists: a file, or the kustomization of a folder; nothing
 * where it has been read before. Otherwise why there is none, which completes a sentence about the path; `ignored` where git
 * ignores it, so that something else is to write it; `outside` where whoever writes a kustomization has no say.
 */
export type Look = (
  path: string,
  from: string,
) =>
  | Text
  | 'read before'
  | { readonly missing: string }
  | { readonly ignored: true }
  | { readonly outside: string };

/**
 * Texts with what the kustomizations among them list elsewhere, what that lists, and so on. Of texts that come from a
 * commit the names begin with `commit`, and others are of no concern there.
 */
export function follow(input: Input, look: Look, commit = ''): Input {
  const found: (Text | UnreadableFile)[] = [];
  const notRead: string[] = [];
  const queue = [...input.texts];
  for (const text of queue) {
    for (const listed of text.file?.startsWith(commit) === true ? listedIn(text) : []) {
      const file = text.file ?? '-';
      const told = (what: string): UnreadableFile => ({ file, reason: what, location: listed.location });
      if (queue.length - input.texts.length >= mostFollowed) {
        found.push(
          told(`the kustomization lists ${listed.path}, and no more than ${mostFollowed} files are followed`),
        );
        return joined(input, found, notRead);
      }
      const from = dirname(file.slice(commit.length));
      const there = look(join(from, listed.path), from);
      if (there === 'read before') continue;
      if ('text' in there) {
        found.push(there);
        queue.push(there);
        continue;
      }
      const excuse = excuseFor(there, listed);
      if (excuse !== undefined) notRead.push(note(listed, excuse));
      else if ('missing' in there)
        found.push(told(`the kustomization lists ${listed.path}, which ${there.missing}`));
    }
  }
  return joined(input, found, notRead);
}

const mostFollowed = 1000;

/** Why it is no mistake that nothing is read; undefined where it is one. */
function excuseFor(there: Exclude<ReturnType<Look>, Text | string>, { path }: Listed): string | undefined {
  if ('ignored' in there) return 'git ignores it, and it is not there: not read';
  if ('outside' in there) return `${there.outside}: not read`;
  return isRemote(path) ? 'it is remote: not read' : undefined;
}

function note({ path, location }: Listed, why: string): string {
  return `${positionOf(location)}: ${oneLine(path)} is listed, but ${why}`;
}

function joined(input: Input, found: readonly (Text | UnreadableFile)[], notRead: readonly string[]): Input {
  const { texts, unreadable } = inputOf(found);
  return {
    texts: [...input.texts, ...texts],
    unreadable: [...input.unreadable, ...unreadable],
    notRead: [...input.notRead, ...notRead],
  };
}

import { spawnSync } from 'node:child_process';
import { posix, resolve } from 'node:path';
import { kustomizationNames } from '../manifest/listed.ts';
import type { Text } from '../manifest/text.ts';
import { isMisuse, type Misuse } from './arguments.ts';
import type { UnreadableFile } from './choose-files.ts';
import { type Input, inputOf, textOf } from './chosen-text.ts';
import { follow, type Look } from './follow.ts';
import type { Io } from './io.ts';
import { isIgnoredByGit } from './walk.ts';

/** Files as a commit has them; nothing is checked out and no hook runs. */
export interface Revision {
  /** Whatever git takes for a commit. */
  readonly revision: string;
  /** A file or folder, from the current folder. */
  readonly path: string;
}

/** The manifests of a revision; none where the path did not exist then. */
export function readRevision({ revision, path }: Revision, io: Io): Input | Misuse {
  const commit = commitOf(revision, io);
  if (isMisuse(commit)) return commit;
  const listed = git(['ls-tree', '-r', '-z', commit, '--', path === '' ? '.' : path], io);
  if (isMisuse(listed)) return listed;
  const files = listed
    .toString('utf8')
    .split('\0')
    .flatMap(fileOf)
    .filter((file) => isWanted(file, path));
  if (files.length === 0) return inputOf([]);
  const batch = git(['cat-file', '--batch'], io, files.map(({ id }) => `${id}\n`).join(''));
  if (isMisuse(batch)) return batch;
  return textsOf(files, batch, revision, path);
}

/** The input with what the kustomizations of a revision list elsewhere in it. */
export function followInRevision(input: Input, revision: string, io: Io): Input {
  const commit = commitOf(revision, io);
  const top = git(['rev-parse', '--show-prefix'], io);
  if (isMisuse(commit) || isMisuse(top)) return input;
  const prefix = top.toString('utf8').trimEnd();
  const read = new Set(input.texts.map(({ file }) => file));
  const look: Look = (path) => {
    const names = [path, ...kustomizationNames.map((name) => posix.join(path, name))];
    if (names.some((name) => read.has(`${revision}:${name}`))) return 'read before';
    for (const name of names) {
      const bytes = blobAt(commit, posix.join(prefix, name), io);
      if (bytes === undefined) continue;
      const file = `${revision}:${name}`;
      read.add(file);
      const text = textOf(bytes, { file, chosen: 'found' });
      if (text === undefined) return 'read before';
      return 'reason' in text ? { missing: text.reason } : text;
    }
    const isIgnored = isIgnoredByGit(resolve(io.cwd, path));
    return isIgnored ? { ignored: true } : { missing: `${revision} does not have` };
  };
  return follow(input, look, `${revision}:`);
}

/** Undefined where the commit has no file of the name. */
function blobAt(commit: string, path: string, io: Io): Buffer | undefined {
  if (path.startsWith('../')) return undefined;
  const found = git(['cat-file', 'blob', `${commit}:${path}`], io);
  return isMisuse(found) ? undefined : found;
}

/** The commit in which two lines of work parted. */
export function mergeBase(one: string, other: string, io: Io): string | Misuse {
  const commits = [commitOf(one, io), commitOf(other, io)];
  const wrong = commits.find(isMisuse);
  if (wrong !== undefined) return wrong;
  const found = git(['merge-base', ...commits.filter((commit) => typeof commit === 'string')], io);
  return isMisuse(found)
    ? { misuse: `${one} and ${other} have no commit in common` }
    : found.toString('utf8').trim();
}

/** The full id, which no later git command can take for an option. */
function commitOf(revision: string, io: Io): string | Misuse {
  const found = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], io);
  if (!isMisuse(found)) return found.toString('utf8').trim();
  return found.misuse === '' ? { misuse: `git knows no revision ${revision} here` } : found;
}

interface TreeFile {
  readonly id: string;
  readonly file: string;
}

/** Links and submodules are no manifests. */
function fileOf(line: string): readonly TreeFile[] {
  const [, id, file] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
  return id === undefined || file === undefined ? [] : [{ id, file }];
}

function isWanted({ file }: TreeFile, path: string): boolean {
  return file === path || /\.(ya?ml|json)$/i.test(file);
}

/** Each answer is `<id> blob <size>`, a newline, the content and a newline. */
function textsOf(files: readonly TreeFile[], batch: Buffer, revision: string, path: string): Input {
  const texts: (Text | UnreadableFile)[] = [];
  let at = 0;
  for (const { file } of files) {
    const header = batch.indexOf(0x0a, at);
    const size = Number(batch.subarray(at, header).toString('latin1').split(' ').at(-1));
    const chosen = file === path ? 'named' : 'found';
    const content = batch.subarray(header + 1, header + 1 + size);
    const text = textOf(content, { file: `${revision}:${file}`, chosen });
    if (text !== undefined) texts.push(text);
    at = header + 1 + size + 1;
  }
  return inputOf(texts);
}

const gibibyte = 1024 ** 3;

/** What git prints. Fails with what git says, which for a quiet command is nothing. */
function git(args: readonly string[], { cwd, env }: Io, input = ''): Buffer | Misuse {
  const options = { cwd, env: { ...env, LC_ALL: 'C' }, input, maxBuffer: gibibyte };
  const { status, stdout, stderr, error } = spawnSync('git', args, options);
  if (error !== undefined) return { misuse: `git cannot be run: ${error.message}` };
  return status === 0 ? stdout : { misuse: stderr.toString('utf8').trim().split('\n', 1)[0] ?? '' };
}

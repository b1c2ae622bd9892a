import { existsSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ascending } from '../model/ascending.ts';
import { ignores, type IgnorePattern, parseGitignore } from './gitignore.ts';
import { repositoryAround } from './repository.ts';
import { unreadableReason } from './unreadable-reason.ts';

const extensions = ['.yaml', '.yml', '.json'];
const skippedFolders = new Set(['node_modules', '.git']);

/** What a folder holds, by path from where the walk began. */
export interface Walked {
  /** In alphabetical order within each folder. */
  readonly files: readonly string[];
  /** Manifests passed over because of .gitignore. */
  readonly ignored: number;
  /** Folders that could not be opened, with the reason, which completes a sentence about the path. */
  readonly closed: readonly { readonly path: string; readonly reason: string }[];
}

/** Patterns of what is left out, and the folder from which they count: of one .gitignore, say. */
export interface Level {
  /** Absolute. */
  readonly folder: string;
  readonly patterns: readonly IgnorePattern[];
}

/**
 * Every YAML and JSON file below a folder that git does not ignore. Links to folders are not followed, which keeps the
 * walk finite. What is `excluded` is left out whatever git says.
 */
export function walk(root: string, excluded: readonly Level[] = []): Walked {
  const files: string[] = [];
  const closed: { path: string; reason: string }[] = [];
  let ignored = 0;
  const visit = (folder: string, above: readonly Level[]): void => {
    const levels = [...above, ...levelOf(folder)];
    for (const entry of entriesOf(folder, closed)) {
      const path = join(folder, entry.name);
      const kind = kindOf(entry, path);
      if (kind === 'neither') continue;
      if (isIgnored(path, kind === 'folder', levels) || isIgnored(path, kind === 'folder', excluded))
        ignored += kind === 'file' ? 1 : 0;
      else if (kind === 'folder') visit(path, levels);
      else files.push(path);
    }
  };
  visit(root, levelsAbove(resolve(root)));
  return { files, ignored, closed };
}

function entriesOf(folder: string, closed: { path: string; reason: string }[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => ascending(a.name, b.name));
  } catch (error) {
    closed.push({ path: folder, reason: unreadableReason(error) });
    return [];
  }
}

function kindOf(entry: Dirent, path: string): 'file' | 'folder' | 'neither' {
  if (entry.isDirectory()) return skippedFolders.has(entry.name) ? 'neither' : 'folder';
  if (!extensions.some((extension) => entry.name.toLowerCase().endsWith(extension))) return 'neither';
  return entry.isFile() || (entry.isSymbolicLink() && leadsToFile(path)) ? 'file' : 'neither';
}

function leadsToFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return false;
  }
}

/** What git reads from the top of the repository down to, but without, the folder: its own file, then each .gitignore. */
function levelsAbove(folder: string): readonly Level[] {
  const { top, folders } = repositoryAround(folder);
  if (top === undefined) return [];
  const above = folders.slice(1).toReversed();
  return [...levelOf(top, '.git/info/exclude'), ...above.flatMap((each) => levelOf(each))];
}

function levelOf(folder: string, file = '.gitignore'): readonly Level[] {
  try {
    const text = readFileSync(join(folder, file), 'utf8');
    return [{ folder: resolve(folder), patterns: parseGitignore(text) }];
  } catch {
    return [];
  }
}

/** Whether git ignores a file, by the .gitignore files of the folders that it lies in; absolute. */
export function isIgnoredByGit(path: string): boolean {
  const folder = dirname(path);
  const levels = [...levelsAbove(folder), ...levelOf(folder)];
  return isIgnored(path, false, levels) || (folder !== path && isFolderIgnored(folder, levels));
}

function isFolderIgnored(folder: string, levels: readonly Level[]): boolean {
  if (isIgnored(folder, true, levels)) return true;
  return (
    dirname(folder) !== folder &&
    !existsSync(join(folder, '.git')) &&
    isFolderIgnored(dirname(folder), levels)
  );
}

/** The deepest of the levels that says anything about the path decides. */
export function isIgnored(path: string, isDirectory: boolean, levels: readonly Level[]): boolean {
  for (const { folder, patterns } of levels.toReversed()) {
    const verdict = ignores(patterns, relative(folder, resolve(path)).replaceAll(sep, '/'), isDirectory);
    if (verdict !== undefined) return verdict;
  }
  return false;
}

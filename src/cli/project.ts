import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type ProjectFile, readProjectFile } from '../config/read-project-file.ts';
import { catalog } from '../rules/index.ts';
import type { Arguments, Misuse, Option } from './arguments.ts';
import { parseGitignore } from './gitignore.ts';
import type { Io } from './io.ts';
import { repositoryAround } from './repository.ts';
import type { Level } from './walk.ts';
import { unreadableReason } from './unreadable-reason.ts';

/** The names of the options that choose a project file. */
export type ProjectOption = 'config' | 'no-config';

/** The options that choose a project file. */
export const projectOptions: readonly Option<ProjectOption>[] = [
  {
    name: 'config',
    value: 'FILE',
    help: 'settings of the repository, .netpol-lint.yaml here or above unless given',
  },
  { name: 'no-config', help: 'do without the settings of the repository' },
];

/** The project file that holds for a run, and the folder from which its patterns count. */
export interface Project {
  readonly file: ProjectFile;
  /** Absolute. */
  readonly folder: string;
}

/** Reads the project file that was named, or the one in the working folder or above it, up to the top of the repository. */
export function readProject(args: Arguments<ProjectOption>, io: Io): Project | Misuse | undefined {
  if (args.has('no-config')) return undefined;
  const named = args.last('config');
  const path = named === undefined ? findProject(io.cwd) : resolve(io.cwd, named);
  return path === undefined ? undefined : readAt(path, named ?? (relative(io.cwd, path) || path));
}

function readAt(path: string, shown: string): Project | Misuse {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { misuse: `${shown} ${unreadableReason(error)}` };
  }
  const file = readProjectFile(text, catalog);
  if ('problems' in file)
    return { misuse: file.problems.map((problem) => `${shown}: ${problem}`).join('\n') };
  return { file, folder: dirname(path) };
}

const names = ['.netpol-lint.yaml', '.netpol-lint.yml'];

function findProject(cwd: string): string | undefined {
  const { folders } = repositoryAround(cwd);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** The arguments as if what the file says had been typed before them. */
export function withProject<Name extends string>(
  args: Arguments<Name>,
  project: Project | undefined,
): Arguments<Name> {
  if (project === undefined) return args;
  const said = argumentsOf(project);
  return {
    positionals: args.positionals,
    all: (name) => [...(said.get(name) ?? []), ...args.all(name)],
    last: (name) => args.last(name) ?? said.get(name)?.at(-1),
    has: (name) => args.has(name) || said.has(name),
  };
}

function argumentsOf({ file, folder }: Project): ReadonlyMap<string, readonly string[]> {
  const { rules, failLevel, showLevel, maxWarnings, kubernetesVersion, baseline } = file;
  const single = {
    'fail-level': failLevel,
    'show-level': showLevel,
    'max-warnings': maxWarnings,
    'kubernetes-version': kubernetesVersion,
    baseline: baseline === undefined ? undefined : resolve(folder, baseline),
  };
  return new Map<string, readonly string[]>([
    ['rule', [...rules].map(([code, level]) => `${code}=${level}`)],
    ...Object.entries(single).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [String(value)]] as const],
    ),
  ]);
}

/** What the project leaves out of folders. */
export function excludedBy(project: Project | undefined): readonly Level[] {
  const { exclude = [] } = project?.file ?? {};
  if (project === undefined || exclude.length === 0) return [];
  return [{ folder: project.folder, patterns: parseGitignore(exclude.join('\n')) }];
}

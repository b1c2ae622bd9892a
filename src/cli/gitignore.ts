/** One pattern of a .gitignore file, as gitignore(5) reads it. */
export interface IgnorePattern {
  /** Matches paths relative to the folder of the file, with `/` between names. */
  readonly matches: RegExp;
  readonly directoriesOnly: boolean;
  /** Brings back what an earlier pattern ignores. */
  readonly negated: boolean;
}

/** The patterns of a .gitignore file, in order. */
export function parseGitignore(text: string): readonly IgnorePattern[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const pattern = line.replace(/(?<!\\)\s+$/, '');
    return pattern === '' || pattern.startsWith('#') ? [] : [compile(pattern)];
  });
}

/** Whether the last pattern that matches ignores the path; undefined when none matches. */
export function ignores(
  patterns: readonly IgnorePattern[],
  path: string,
  isDirectory: boolean,
): boolean | undefined {
  const last = patterns.findLast(
    ({ matches, directoriesOnly }) => (isDirectory || !directoriesOnly) && matches.test(path),
  );
  return last === undefined ? undefined : !last.negated;
}

function compile(line: string): IgnorePattern {
  const negated = line.startsWith('!');
  const written = negated ? line.slice(1) : line;
  const directoriesOnly = written.endsWith('/');
  const path = written.replace(/\/$/, '');
  const anchored = path.includes('/');
  const source = (anchored ? '' : '(?:.*/)?') + translate(path.replace(/^\//, ''));
  return { matches: new RegExp(`^${source}$`, 's'), directoriesOnly, negated };
}

/** The regular expression of a glob: `*` and `?` stay within a name, `**` as a whole name crosses folders. */
function translate(glob: string): string {
  let source = '';
  for (let index = 0; index < glob.length;) {
    const { text, length } = nextToken(glob.slice(index), source === '' || source.endsWith('/'));
    source += text;
    index += length;
  }
  return source;
}

interface Token {
  readonly text: string;
  /** Characters of the glob that it stands for. */
  readonly length: number;
}

/** What git makes of a pattern that is not complete. */
const matchesNothing = '(?!)';

function nextToken(rest: string, atNameStart: boolean): Token {
  const stars = /^\*+/.exec(rest)?.[0];
  if (stars !== undefined) return starToken(rest, stars.length, atNameStart);
  if (rest.startsWith('?')) return { text: '[^/]', length: 1 };
  const set = /^\[([!^]?)(\]?(?:\\.|[^\]\\])*)\]/.exec(rest);
  if (set !== null) return { text: characterSet(set[1] ?? '', set[2] ?? ''), length: set[0].length };
  if (rest.startsWith('[') || rest === '\\') return { text: matchesNothing, length: 1 };
  const escaped = rest.startsWith('\\');
  return { text: literal(rest.charAt(escaped ? 1 : 0)), length: escaped ? 2 : 1 };
}

function starToken(rest: string, length: number, atNameStart: boolean): Token {
  if (length === 2 && atNameStart && rest.charAt(2) === '/') return { text: '(?:.*/)?', length: 3 };
  if (length === 2 && atNameStart && rest.length === 2) return { text: '.+', length };
  return { text: '[^/]*', length };
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
}

/** A set of characters; one that is no valid range matches nothing, as with git. */
function characterSet(negation: string, written: string): string {
  const members = written.replaceAll(/\\?([\s\S])/g, (whole, character: string) =>
    character === '-' && whole.length === 1 ? '-' : character.replace(/[\\\]^-]/, '\\$&'),
  );
  const source = negation === '' ? `(?!/)[${members}]` : `[^/${members}]`;
  try {
    return new RegExp(source).source;
  } catch {
    return matchesNothing;
  }
}

/** Helm writes this above every document that it renders. */
const helmSource = /^# Source: (\S.*)$/;

/** kustomize writes this with `buildMetadata: [originAnnotations]`. */
const kustomizeOrigin = /^\s+config\.kubernetes\.io\/origin: \|/;

/**
 * For each line of a text the file that its document was rendered from, as Helm and kustomize note it in their output.
 * Positions in the rendered text are none in that file. All lines at once, because one document may have many findings.
 */
export function renderedFrom(lines: readonly string[]): readonly (string | undefined)[] {
  const sources: (string | undefined)[] = [];
  let first = 0;
  let source: string | undefined;
  for (const [at, text] of lines.entries()) {
    if (at > first && isSeparator(text)) {
      sources.fill(source, first);
      first = at;
      source = undefined;
    }
    source ??= sourceAt(lines, at);
    sources.push(undefined);
  }
  return sources.fill(source, first);
}

function sourceAt(lines: readonly string[], at: number): string | undefined {
  const text = lines[at] ?? '';
  const source =
    helmSource.exec(text)?.[1] ?? (kustomizeOrigin.test(text) ? pathIn(lines, at + 1) : undefined);
  return source?.trim();
}

function isSeparator(line: string): boolean {
  return /^---(\s|$)/.test(line);
}

/** The block holds `path:` and, for remote sources, `repo:` and `ref:`. */
function pathIn(lines: readonly string[], from: number): string | undefined {
  for (const line of lines.slice(from, from + 4)) {
    const path = /^\s+path: (\S.*)$/.exec(line)?.[1];
    if (path !== undefined) return path;
  }
  return undefined;
}

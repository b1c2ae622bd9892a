/** Helm writes this above every document that it renders. */
const helmSource = /^# Source: (\S.*)$/;

/** kustomize writes this with `buildMetadata: [originAnnotations]`. */
const kustomizeOrigin = /^\s+config\.kubernetes\.io\/origin: \|/;

/**
 * The file that a document was rendered from, as Helm and kustomize note it in their output; `line` is any line of the
 * document, counted from 1. Positions in the rendered text are none in that file.
 */
export function renderedFrom(lines: readonly string[], line: number): string | undefined {
  let first = line - 1;
  while (first > 0 && !isSeparator(lines[first])) first -= 1;
  for (let at = first; at < lines.length && (at <= line - 1 || !isSeparator(lines[at])); at += 1) {
    const text = lines[at] ?? '';
    const source =
      helmSource.exec(text)?.[1] ?? (kustomizeOrigin.test(text) ? pathIn(lines, at + 1) : undefined);
    if (source !== undefined) return source.trim();
  }
  return undefined;
}

function isSeparator(line: string | undefined): boolean {
  return line !== undefined && /^---(\s|$)/.test(line);
}

/** The block holds `path:` and, for remote sources, `repo:` and `ref:`. */
function pathIn(lines: readonly string[], from: number): string | undefined {
  for (const line of lines.slice(from, from + 4)) {
    const path = /^\s+path: (\S.*)$/.exec(line)?.[1];
    if (path !== undefined) return path;
  }
  return undefined;
}

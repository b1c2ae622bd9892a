import type { Graph } from './map-graph.ts';

/**
 * The graph as a Mermaid flowchart, which GitHub and GitLab draw in Markdown. Notes are comments, in which Mermaid still
 * looks for settings and for tags, that may end lines later.
 */
export function mermaidGraph({ nodes, edges, notes }: Graph): string {
  const lines = [
    'flowchart LR',
    ...notes.map((note) => `  %% ${note.replaceAll(/[{}%<>]/g, ' ')}`),
    ...nodes.map(({ id, label, kind }) =>
      kind === 'pods' ? `  ${id}[${quote(label)}]` : `  ${id}([${quote(label)}])`,
    ),
    ...edges.map(
      ({ from, to, label, line }) => `  ${from} ${line === 'solid' ? '-->' : '-.->'}|${quote(label)}| ${to}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Entities stand for what ends a text or begins markup; `#` begins an entity itself. */
function quote(text: string): string {
  return `"${text.replaceAll(/[#"&<>`\\]/g, (sign) => `#${sign.charCodeAt(0)};`)}"`;
}

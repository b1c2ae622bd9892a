import type { Graph } from './map-graph.ts';

/** The graph in the DOT language of Graphviz. */
export function dotGraph({ nodes, edges, notes }: Graph): string {
  const lines = [
    'digraph connectivity {',
    '  rankdir=LR',
    '  node [shape=box]',
    ...notes.map((note) => `  // ${note}`),
    ...nodes.map(
      ({ id, label, kind }) => `  ${id} [label=${quote(label)}${kind === 'pods' ? '' : ', shape=ellipse'}]`,
    ),
    ...edges.map(
      ({ from, to, label, line }) =>
        `  ${from} -> ${to} [label=${quote(label)}${line === 'solid' ? '' : ', style=dashed'}]`,
    ),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** Graphviz reads a backslash in a label as the start of an escape. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

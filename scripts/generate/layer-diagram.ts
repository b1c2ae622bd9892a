import { readFileSync } from 'node:fs';
import { layers } from '../layers.ts';

const begin = '<!-- layers: generated from scripts/layers.ts -->';
const end = '<!-- end of layers -->';

/** ARCHITECTURE.md with the picture of the layers and what each may not do. */
export const layerDiagram = { path: 'ARCHITECTURE.md', render };

function render(): string {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  return `${before}\n\n${diagram()}\n\n${table()}\n\n${text.slice(text.indexOf(end))}`;
}

function diagram(): string {
  const arrows = Object.entries(layers).flatMap(([name, { imports }]) =>
    imports.map((target) => `  ${id(name)} --> ${id(target)}`),
  );
  return ['```mermaid', 'flowchart TD', ...arrows, '```'].join('\n');
}

function id(layer: string): string {
  return layer.replace('.', '_');
}

function table(): string {
  const rows = Object.entries(layers).map(
    ([name, { imports, types = [], runsIn, mayNot }]) =>
      `| ${name} | ${runsIn} | ${[...imports, ...types.map((type) => `types of ${type}`)].join(', ') || '–'} | ${mayNot} |`,
  );
  return ['| layer | runs | may import | may not |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

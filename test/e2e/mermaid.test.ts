import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { mapOf } from '../../src/connectivity/connectivity-map.ts';
import { exposureOf } from '../../src/connectivity/exposure.ts';
import { type Graph, mapGraph } from '../../src/report/map-graph.ts';
import { mermaidGraph } from '../../src/report/mermaid.ts';
import { playEvents, randomEvents } from '../support/random-cluster.ts';

// Mermaid brings 200 MB of packages, too much for everybody who installs this project: it is fetched here, once.
const version = '12.3.0';
const folder = join(import.meta.dirname, '../../.cache', `mermaid-${version}`);

interface Database {
  getVertices(): ReadonlyMap<string, { readonly id: string; readonly text: string; readonly type: string }>;
  getEdges(): readonly {
    readonly start: string;
    readonly end: string;
    readonly text: string;
    readonly stroke: string;
  }[];
}

interface Mermaid {
  readonly parse: (text: string) => Promise<unknown>;
  readonly mermaidAPI: {
    readonly getDiagramFromText: (text: string) => Promise<{ readonly db: Database }>;
  };
}

let mermaid: Mermaid;

before(async () => {
  install();
  const load = async (file: string): Promise<{ readonly default: object }> =>
    (await import(pathToFileURL(join(folder, 'node_modules', file)).href)) as { readonly default: object };
  // What a label is cleaned of needs a browser, and only matters there.
  const purify = await load('dompurify/dist/purify.es.mjs');
  Object.assign(purify.default, { addHook: () => undefined, sanitize: (text: string) => text });
  mermaid = (await load('mermaid/dist/mermaid.core.mjs')).default as Mermaid;
});

function install(): void {
  if (existsSync(join(folder, 'node_modules/mermaid/package.json'))) return;
  mkdirSync(folder, { recursive: true });
  const manifest = { private: true, type: 'module', dependencies: { mermaid: version } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const { status, error } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`npm could not install mermaid ${version}`, { cause: error });
}

/** The graph as Mermaid understands the text. */
async function understood(text: string): Promise<Pick<Graph, 'nodes' | 'edges'>> {
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  return {
    nodes: [...db.getVertices().values()].map(({ id, text: label, type }) => ({
      id,
      label: readable(label),
      kind: type === 'stadium' ? 'addresses' : 'pods',
    })),
    edges: db.getEdges().map(({ start, end, text: label, stroke }) => ({
      from: start,
      to: end,
      label: readable(label),
      line: stroke === 'dotted' ? 'dashed' : 'solid',
    })),
  };
}

/** Mermaid keeps numeric entities in a spelling of its own until it draws. */
function readable(label: string): string {
  return label.replaceAll(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

test('Mermaid reads what is written as the graph that was meant', async () => {
  await fc.assert(
    fc.asyncProperty(randomEvents, async (events) => {
      const { inventory } = playEvents(events);
      for (const map of [mapOf(inventory), exposureOf(inventory)]) {
        const { nodes, edges, notes } = mapGraph(map);
        assert.deepEqual(await understood(mermaidGraph({ nodes, edges, notes })), { nodes, edges });
      }
    }),
    { numRuns: 30 },
  );
});

test('labels that look like markup stay labels', async () => {
  const text = fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 })
    .filter((each) => each.trim() === each);
  await fc.assert(
    fc.asyncProperty(text, text, text, async (one, other, label) => {
      const graph: Graph = {
        nodes: [
          { id: 'n1', label: one, kind: 'pods' },
          { id: 'n2', label: other, kind: 'addresses' },
        ],
        edges: [
          { from: 'n1', to: 'n2', label, line: 'solid' },
          { from: 'n2', to: 'n1', label, line: 'dashed' },
        ],
        notes: [one],
      };
      const { nodes, edges } = graph;
      assert.deepEqual(await understood(mermaidGraph(graph)), { nodes, edges });
    }),
    // A tag that begins in a note and ends with the arrow of an edge.
    { numRuns: 300, examples: [['<0=', '!', '!']] },
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instance } from '@viz-js/viz';
import * as fc from 'fast-check';
import { mapOf } from '../../src/connectivity/connectivity-map.ts';
import { exposureOf } from '../../src/connectivity/exposure.ts';
import { dotGraph } from '../../src/report/dot.ts';
import { type Graph, mapGraph } from '../../src/report/map-graph.ts';
import { mermaidGraph } from '../../src/report/mermaid.ts';
import { clusterOf } from '../support/asking.ts';
import { deployment, policy } from '../support/cluster-objects.ts';
import { playEvents, randomEvents } from '../support/random-cluster.ts';

const graphviz = await instance();

interface Drawn {
  readonly objects?: readonly { readonly label: string }[];
  readonly edges?: readonly {
    readonly tail: number;
    readonly head: number;
    readonly label: string;
    readonly style?: 'dashed';
  }[];
}

/** The graph as Graphviz understands the text. */
function understood(text: string): Pick<Graph, 'nodes' | 'edges'> | readonly unknown[] {
  const result = graphviz.render(text, { format: 'json0' });
  if (result.status !== 'success') return result.errors;
  const { objects = [], edges = [] } = JSON.parse(result.output) as Drawn;
  return {
    nodes: objects.map(({ label }, index) => ({ id: `n${index + 1}`, label: unescape(label), kind: 'pods' })),
    edges: edges.map(({ tail, head, label, style }) => ({
      from: `n${tail + 1}`,
      to: `n${head + 1}`,
      label,
      line: style ?? 'solid',
    })),
  };
}

/** Graphviz keeps escapes of labels as they are written. */
function unescape(label: string): string {
  return label.replaceAll('\\\\', '\\');
}

function withoutKinds({ nodes, edges }: Graph): ReturnType<typeof understood> {
  return { nodes: nodes.map((node) => ({ ...node, kind: 'pods' })), edges };
}

const hostile: Graph = {
  nodes: [
    { id: 'n1', label: 'a "quoted" \\ label with ] and --> and |', kind: 'pods' },
    { id: 'n2', label: '</script> #quot; %% end subgraph ü', kind: 'addresses' },
  ],
  edges: [
    { from: 'n1', to: 'n2', label: 'TCP 80, "x"', line: 'solid' },
    { from: 'n2', to: 'n1', label: 'UDP 53', line: 'dashed' },
  ],
  notes: ['a note with "quotes" and }'],
};

test('Graphviz reads the DOT text as the graph that was meant', () => {
  assert.deepEqual(understood(dotGraph(hostile)), withoutKinds(hostile));
  fc.assert(
    fc.property(randomEvents, (events) => {
      const { inventory } = playEvents(events);
      for (const map of [mapOf(inventory), exposureOf(inventory)]) {
        const graph = mapGraph(map);
        const { nodes, edges } = withoutKinds(graph) as Graph;
        const read = understood(dotGraph(graph)) as Graph;
        assert.deepEqual(read.nodes, nodes);
        const inOrder = (all: Graph['edges']): readonly string[] =>
          all.map((edge) => JSON.stringify(edge)).sort();
        assert.deepEqual(inOrder(read.edges), inOrder(edges));
      }
    }),
    { numRuns: 30 },
  );
});

test('the picture of a shop in both languages', () => {
  const cluster = clusterOf(
    deployment('shop/web', { labels: { app: 'web' } }),
    deployment('shop/db', { labels: { app: 'db' } }),
    policy('shop/db', {
      podSelector: { matchLabels: { app: 'db' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 5432 }] },
        { from: [{ podSelector: { matchLabels: { app: 'backup' } } }], ports: [{ port: 5433 }] },
      ],
    }),
  );
  const graph = mapGraph(mapOf(cluster));
  assert.equal(
    `\n${mermaidGraph(graph)}`,
    `
flowchart LR
  %% open in ingress: shop/Deployment/web
  %% open in egress: shop/Deployment/web
  %% closed in egress: shop/Deployment/db
  n1["shop/Deployment/web"]
  n2(["any address outside"])
  n3["shop/Deployment/db"]
  n4["any pod with app=backup in shop"]
  n1 -->|"everything"| n1
  n2 -->|"everything"| n1
  n1 -->|"everything"| n2
  n1 -->|"TCP 5432"| n3
  n4 -.->|"TCP 5433"| n3
`,
  );
  assert.equal(
    `\n${dotGraph(graph)}`,
    `
digraph connectivity {
  rankdir=LR
  node [shape=box]
  // open in ingress: shop/Deployment/web
  // open in egress: shop/Deployment/web
  // closed in egress: shop/Deployment/db
  n1 [label="shop/Deployment/web"]
  n2 [label="any address outside", shape=ellipse]
  n3 [label="shop/Deployment/db"]
  n4 [label="any pod with app=backup in shop"]
  n1 -> n1 [label="everything"]
  n2 -> n1 [label="everything"]
  n1 -> n2 [label="everything"]
  n1 -> n3 [label="TCP 5432"]
  n4 -> n3 [label="TCP 5433", style=dashed]
}
`,
  );
});

test('what could end a text or begin markup is an entity in Mermaid', () => {
  assert.equal(
    `\n${mermaidGraph(hostile)}`,
    `
flowchart LR
  %% a note with "quotes" and  
  n1["a #34;quoted#34; #92; label with ] and --#62; and |"]
  n2(["#60;/script#62; #35;quot; %% end subgraph ü"])
  n1 -->|"TCP 80, #34;x#34;"| n2
  n2 -.->|"UDP 53"| n1
`,
  );
});

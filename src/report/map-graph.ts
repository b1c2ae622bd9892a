import type { ConnectivityMap } from '../connectivity/connectivity-map.ts';
import type { MapRow } from '../connectivity/map-row.ts';
import { describePodSet, describePortTerms, partsOfEnds } from '../connectivity/words.ts';
import type { NamedEnds } from '../connectivity/pod-set.ts';
import { oneLine } from '../model/prose.ts';

/** A picture of connections: what is drawn, not how. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Sentences that belong to the picture. */
  readonly notes: readonly string[];
}

/** One part of the ends of some connections. */
export interface GraphNode {
  /** `n1`, `n2` and so on. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'pods' | 'addresses';
}

/** Connections from one node to another; dashed where it takes a pod that is not known, whose own end may not allow them. */
export interface GraphEdge {
  readonly line: 'solid' | 'dashed';
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** The map as a graph. */
export function mapGraph({ rows, beyond, open, closed, gaps, basis }: ConnectivityMap): Graph {
  return graphOf(
    [
      ...rows.map((row) => ({ row, line: 'solid' as const })),
      ...beyond.map((row) => ({ row, line: 'dashed' as const })),
    ],
    [
      ...(basis === 'selectors' ? ['imaginary pods, one for each selector'] : []),
      ...sentences(open, 'open'),
      ...sentences(closed, 'closed'),
      ...gaps.map((gap) => `cannot tell: ${oneLine(gap)}`),
    ],
  );
}

/** Connections as a graph: the parts of each end are nodes, the same part the same node. */
export function rowsGraph(rows: readonly MapRow[], notes: readonly string[]): Graph {
  return graphOf(
    rows.map((row) => ({ row, line: 'solid' as const })),
    notes,
  );
}

type DrawnRow = Pick<GraphEdge, 'line'> & { readonly row: MapRow };

function graphOf(rows: readonly DrawnRow[], notes: readonly string[]): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  const idsOf = (ends: NamedEnds): readonly string[] =>
    partsOfEnds(ends).map((part, index) => {
      const label = oneLine(part);
      const kind = index < ends.pods.length ? 'pods' : 'addresses';
      let node = nodes.get(label);
      if (node === undefined) nodes.set(label, (node = { id: `n${nodes.size + 1}`, label, kind }));
      return node.id;
    });
  for (const { row, line } of rows) {
    const { from, to, ports, portNames } = row;
    const label = oneLine(describePortTerms(ports, portNames));
    const [sources, destinations] = [idsOf(from), idsOf(to)];
    for (const source of sources) {
      for (const destination of destinations) edges.push({ from: source, to: destination, label, line });
    }
  }
  return { nodes: [...nodes.values()], edges, notes };
}

function sentences(found: ConnectivityMap['open'], word: string): readonly string[] {
  return (['ingress', 'egress'] as const)
    .filter((direction) => found[direction].length > 0)
    .map(
      (direction) => `${word} in ${direction}: ${oneLine(found[direction].map(describePodSet).join(', '))}`,
    );
}

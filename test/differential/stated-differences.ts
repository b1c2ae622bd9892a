import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import type { ApiObject } from '../support/cluster-objects.ts';

/** One difference as the page states it. */
export interface StatedDifference {
  /** `D7 Exists and …`. */
  readonly title: string;
  /** The cluster of the page and what the section adds to it. */
  readonly objects: readonly ApiObject[];
  readonly rows: readonly DifferenceRow[];
}

export interface DifferenceRow {
  /** `shop/web > shop/db`. */
  readonly connection: string;
  /** Ports, `everything` or `nothing`, or `refuse the file`. */
  readonly they: string;
  readonly we: string;
}

/** The sections of the page that are about differences; each adds objects to the cluster that comes before them. */
export function statedDifferences(page: string): readonly StatedDifference[] {
  const [, part] = page.split('\n## Differences from network-config-analyzer\n');
  assert.ok(part !== undefined, 'the page has no section about differences');
  const [cluster = '', ...sections] = part.split(/\n### /);
  return sections.map((section) => ({
    title: section.slice(0, section.indexOf('\n')),
    objects: [...objectsIn(cluster), ...objectsIn(section)],
    rows: [...section.matchAll(/^\| ([^|]+ > [^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
      ([, connection = '', they = '', we = '']) => ({ connection, they, we }),
    ),
  }));
}

function objectsIn(text: string): readonly ApiObject[] {
  const [, yaml] = /^```yaml\n([\s\S]*?)^```$/m.exec(text) ?? [];
  assert.ok(yaml !== undefined, `no YAML in ${text.slice(0, 60)}`);
  return parseAllDocuments(yaml).map((document) => document.toJS() as ApiObject);
}

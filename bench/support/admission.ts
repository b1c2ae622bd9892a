import { reviewer, type ReviewOutcome } from '../../src/admission/review.ts';
import type { Ruleset } from '../../src/lint/ruleset.ts';
import { catalog } from '../../src/rules/index.ts';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { measured } from '../../src/server/measured-rule.ts';
import { createMetrics, type Metrics } from '../../src/server/metrics.ts';
import { clusterWithDns } from './cluster-with-dns.ts';

/** What an admission server is made of, without the server. */
export interface Admission {
  readonly metrics: Metrics;
  readonly ruleset: Ruleset;
  readonly review: (body: unknown) => ReviewOutcome;
}

/** A cluster in which nothing happens, or something between any two reviews, so that no decision is remembered. */
export type Course = 'at rest' | 'changing';

/**
 * Admission as it runs in a cluster, over 10,000 pods and 1,000 policies; `with the delta` it also computes what each
 * request does to connections.
 */
export function admission(extent: 'policy alone' | 'with the delta', course: Course): Admission {
  const metrics = createMetrics();
  const { inventory } = clusterWithDns({ namespaces: 250, pods: 40, policies: 4, replicas: 4 });
  const cluster = extent === 'with the delta' ? { ...inventory, engine: createEngine(inventory) } : inventory;
  const ruleset = { rules: catalog.map((rule) => measured(rule, metrics)), settings: new Map() };
  let changes = 0;
  const review = reviewer({
    inventory: cluster,
    inventoryState: () => String(course === 'at rest' ? 0 : (changes += 1)),
    ruleset,
    defaults: { enforce: 'certain', warn: 'warning', audit: 'info' },
    exemptions: { users: [], groups: [], namespaces: [], serviceAccounts: [] },
    strictCidr: true,
    today: () => '2026-01-01',
  });
  return { metrics, ruleset, review };
}

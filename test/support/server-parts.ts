import { Writable } from 'node:stream';
import { pino } from 'pino';
import { reviewer } from '../../src/admission/review.ts';
import type { Cluster } from '../../src/lint/cluster.ts';
import { inventoryOf } from '../../src/model/given.ts';
import { catalog } from '../../src/rules/index.ts';
import { lintFace } from '../../src/serve/lint-face.ts';
import { whyFace } from '../../src/serve/why-face.ts';
import type { ServerParts } from '../../src/server/build-server.ts';
import { measured } from '../../src/server/measured-rule.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { namespace, pod } from './cluster-objects.ts';

/** A log that is kept: one object a line. */
export function keptLog(): { readonly log: ServerParts['log']; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
      done();
    },
  });
  return { log: pino({ level: 'info' }, stream), lines };
}

const smallCluster = inventoryOf(
  [
    namespace('shop'),
    pod('shop/api-1', { labels: { app: 'api' } }),
    pod('shop/web-1', { labels: { app: 'web' } }),
  ],
  'default',
);

const today = (): string => '2026-01-01';

/** A server of the real parts on a cluster, every face on one plain listener; `changes` replace parts. */
export function serverParts(
  changes: Partial<ServerParts> = {},
  cluster: Cluster = smallCluster,
): ServerParts {
  const metrics = createMetrics();
  const ruleset = { rules: catalog.map((rule) => measured(rule, metrics)), settings: new Map() };
  return {
    faces: ['validate', 'lint', 'probes', 'metrics'],
    certificate: undefined,
    review: reviewer({
      inventory: cluster,
      inventoryState: () => '',
      ruleset,
      defaults: { enforce: 'certain', warn: 'warning', audit: 'info' },
      exemptions: { users: ['root'], groups: [], namespaces: [], serviceAccounts: [] },
      strictCidr: true,
      today,
    }),
    lint: lintFace(
      { cluster },
      { ruleset, strictCidr: true, lintRequestsPerMinute: 1000, today, longest: 60_000 },
    ),
    why: whyFace(cluster),
    ruleset,
    isReady: () => ({ ready: true }),
    isDraining: () => false,
    metrics,
    log: keptLog().log,
    version: '1.2.3',
    ...changes,
  };
}

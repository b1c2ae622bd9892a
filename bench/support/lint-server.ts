/**
 * Our admission server as it runs in a cluster, over 10,000 pods and 1,000 policies; with the argument `delta` it also
 * computes what each request does to connections.
 */

import { reviewer } from '../../src/admission/review.ts';
import { catalog } from '../../src/rules/index.ts';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { buildServer } from '../../src/server/build-server.ts';
import { createLog } from '../../src/server/log.ts';
import { measured } from '../../src/server/measured-rule.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { loopbackCertificate } from './certificate.ts';
import { clusterWithDns } from './cluster-with-dns.ts';
import { serveBench } from './serve-bench.ts';

const metrics = createMetrics();
const store = clusterWithDns({ namespaces: 250, pods: 40, policies: 4, replicas: 4 });
const engine = createEngine(store.inventory);
const cluster = process.argv.includes('delta') ? { ...store.inventory, engine } : store.inventory;
const ruleset = { rules: catalog.map((rule) => measured(rule, metrics)), settings: new Map() };
const { app } = await buildServer({
  faces: ['validate'],
  certificate: loopbackCertificate(),
  review: reviewer({
    inventory: cluster,
    ruleset,
    defaults: { enforce: 'certain', warn: 'warning', audit: 'info' },
    exemptions: { users: [], groups: [], namespaces: [], serviceAccounts: [] },
    strictCidr: true,
  }),
  lint: {
    lint: () => {
      throw new Error('the bench lints nothing');
    },
    formats: [{ name: 'none', mediaType: '', write: () => '' }],
    requestsPerMinute: 1,
  },
  why: () => ({ problem: 'the bench answers nothing' }),
  ruleset,
  isReady: () => ({ ready: true }),
  isDraining: () => false,
  metrics,
  log: createLog('info', '/dev/null').log,
  version: 'bench',
});
await serveBench(app);

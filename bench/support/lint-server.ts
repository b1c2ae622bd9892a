/**
 * Our admission server; with the argument `delta` it also computes what each request does to connections, and with
 * `changing` no two reviews see the same cluster.
 */
import { buildServer } from '../../src/server/build-server.ts';
import { createLog } from '../../src/server/log.ts';
import { admission } from './admission.ts';
import { loopbackCertificate } from './certificate.ts';
import { serveBench } from './serve-bench.ts';

const { app } = await buildServer({
  ...admission(
    process.argv.includes('delta') ? 'with the delta' : 'policy alone',
    process.argv.includes('changing') ? 'changing' : 'at rest',
  ),
  faces: ['validate'],
  certificate: loopbackCertificate(),
  lint: {
    lint: () => {
      throw new Error('the bench lints nothing');
    },
    formats: [{ name: 'none', mediaType: '', write: () => '' }],
    requestsPerMinute: 1,
  },
  why: () => ({ problem: 'the bench answers nothing' }),
  isReady: () => ({ ready: true }),
  isDraining: () => false,
  log: createLog('info', '/dev/null').log,
  version: 'bench',
});
await serveBench(app);

/** A bare Fastify server over TLS that reads a review and sends it back: what any webhook costs at least. */
import fastify from 'fastify';
import { tlsOptions } from '../../src/server/tls.ts';
import { loopbackCertificate } from './certificate.ts';
import { serveBench } from './serve-bench.ts';

const app = fastify({ https: { ...tlsOptions(loopbackCertificate()) }, bodyLimit: 8 * 1024 * 1024 });
app.post('/validate', ({ body }) => body);
await serveBench(app);

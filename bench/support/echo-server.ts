/** A bare Fastify server over TLS that reads a review and allows it: what any webhook costs at least. */
import fastify from 'fastify';
import { tlsOptions } from '../../src/server/tls.ts';
import { loopbackCertificate } from './certificate.ts';
import { serveBench } from './serve-bench.ts';

interface Body {
  readonly request: { readonly uid: string };
}

const app = fastify({ https: { ...tlsOptions(loopbackCertificate()) }, bodyLimit: 8 * 1024 * 1024 });
app.post<{ Body: Body }>('/validate', ({ body }) => ({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  response: { uid: body.request.uid, allowed: true },
}));
await serveBench(app);

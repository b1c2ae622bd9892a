import type { FastifyInstance } from 'fastify';
import { allowedMethods } from './allowed-methods.ts';
import type { Face } from './face.ts';

/** Answers what no route takes: 405 where another method would be right, else 404 with what is served here. */
export function answerNotFound(app: FastifyInstance, faces: readonly Face[]): void {
  const methodsOf = allowedMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0)
      return reply
        .code(404)
        .send({ error: 'not-found', message: `there is nothing here; ${signpost(faces)}` });
    const allowed = methods.join(', ');
    return reply
      .code(405)
      .header('allow', allowed)
      .send({ error: 'method-not-allowed', message: `this takes ${allowed}, not ${request.method}` });
  });
}

function signpost(faces: readonly Face[]): string {
  const places: Record<Face, string> = {
    validate: 'POST /validate',
    lint: 'POST /v1/lint, POST /v1/why, GET /v1/rules, GET /openapi.json',
    probes: 'GET /livez, GET /readyz',
    metrics: 'GET /metrics',
  };
  return `try ${faces.map((face) => places[face]).join(', ')}`;
}

import type { FastifyInstance } from 'fastify';
import type { AskRequest } from '../manifest/ask-manifests.ts';
import { errorAnswer } from './error-answer.ts';
import { limitRequests } from './limit-requests.ts';
import { namespaceParameter } from './namespace-parameter.ts';
import { memberError } from './parameter-error.ts';

/** What the face is given. */
export interface WhyFace {
  /** The answer as JSON, or one sentence that says why there is none. */
  readonly why: (request: AskRequest) => { readonly answer: object } | { readonly problem: string };
  /** Per client address. */
  readonly requestsPerMinute: number;
}

/** `POST /v1/why`: which policies and rules allow or deny a connection. A denial is an answer, so the status is 200. */
export async function serveWhy(app: FastifyInstance, { why, requestsPerMinute }: WhyFace): Promise<void> {
  await limitRequests(app, requestsPerMinute);
  app.post<{ Body: AskRequest }>(
    '/v1/why',
    { schema: documentation, schemaErrorFormatter: memberError },
    (request, reply) => {
      const { body } = request;
      const outcome = why(body);
      return 'problem' in outcome
        ? reply.code(422).send({ error: 'unanswerable', message: outcome.problem })
        : reply.send(outcome.answer);
    },
  );
}

const end =
  'shop/web-1 (a pod), shop/deploy/web (a workload), ns/shop (every pod), an address, a CIDR, or internet';

const documentation: object = {
  summary: 'Tells which policies and rules allow or deny a connection',
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['from', 'to'],
    properties: {
      from: { type: 'string', minLength: 1, maxLength: 600, description: end },
      to: { type: 'string', minLength: 1, maxLength: 600, description: end },
      port: {
        anyOf: [
          { type: 'integer', minimum: 1, maximum: 65_535 },
          { type: 'string', minLength: 1, maxLength: 32 },
        ],
        description: 'a port of the destination pod, by number or name; every port when absent',
      },
      protocol: { type: 'string', enum: ['TCP', 'UDP', 'SCTP'], default: 'TCP' },
      text: { type: 'string', description: 'YAML or JSON with facts: policies, pods, workloads, namespaces' },
      namespace: namespaceParameter,
      context: { type: 'string', enum: ['cluster', 'request'], default: 'cluster' },
    },
  },
  response: {
    200: { description: 'The answer, denials included', type: 'object', additionalProperties: true },
    400: errorAnswer('No JSON, or a member that is missing, unknown or of a wrong type'),
    413: errorAnswer('The body is larger than 8 MiB'),
    415: errorAnswer('Not application/json'),
    422: errorAnswer('There is no such end or port; the message says what there is'),
    429: errorAnswer('More requests in a minute than one address may send'),
    503: errorAnswer('Too many large requests at once'),
  },
};

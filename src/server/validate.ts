import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { admissionReviewSchema } from '../admission/admission-review.schema.ts';
import type { Malformed } from '../admission/decode.ts';
import type { ReviewOutcome } from '../admission/review.ts';
import { deadlineOf } from './deadline.ts';
import { errorAnswer } from './error-answer.ts';
import type { Metrics } from './metrics.ts';
import { countReview, describeReview } from './review-record.ts';
import { timeCalls } from './time-calls.ts';
import { inTurns } from './turns.ts';

/** What the admission face is given. */
export interface ValidateFace {
  /** The one function that judges; it takes any value, waits for nothing and does not throw. */
  readonly review: (body: unknown) => ReviewOutcome;
  readonly metrics: Metrics;
}

interface Call {
  readonly Querystring: { readonly timeout?: string };
}

type Answer = (reply: FastifyReply) => FastifyReply;

/** Milliseconds of judging after which answers go out. */
const longestTurn = 5;

/**
 * `POST /validate`: 200 for everything that could be judged, whatever the verdict. Other statuses are call failures to
 * the API server, which then follows its failurePolicy: 400 for what is no AdmissionReview, 503 for what came too late.
 */
export function serveValidate(app: FastifyInstance, face: ValidateFace): void {
  const { metrics } = face;
  const takeTurn = inTurns(longestTurn);
  const elapsed = timeCalls(app, metrics.inFlight);

  const answerTo = (outcome: ReviewOutcome, request: FastifyRequest<Call>, deadline: number): Answer => {
    if (outcome.kind === 'malformed') return (reply) => refuse(reply, outcome.malformed, face);
    const milliseconds = elapsed(request);
    if (milliseconds > deadline) metrics.deadlineExceeded.inc();
    countReview(outcome, { milliseconds, bytes: Number(request.headers['content-length'] ?? 0) }, metrics);
    request.log.info(describeReview(outcome, milliseconds), 'review');
    return (reply) => reply.send(outcome.answer);
  };

  const judge = (request: FastifyRequest<Call>): Answer => {
    const deadline = deadlineOf(request.query.timeout);
    if (elapsed(request) > deadline) return (reply) => shed(reply, face);
    try {
      return answerTo(face.review(request.body), request, deadline);
    } catch (failure) {
      return (reply) => reply.send(failure);
    }
  };

  app.post<Call>(
    '/validate',
    {
      schema: { ...documentation, body: admissionReviewSchema },
      // The schema is applied by the reviewer itself, which reports what is wrong in its own words.
      validatorCompiler: () => () => true,
      errorHandler: (error, request, reply) => refuseBody(error, request, reply, face),
    },
    (request, reply) => {
      takeTurn(() => {
        const answer = judge(request);
        return () => answer(reply);
      });
    },
  );
}

function shed(reply: FastifyReply, { metrics }: ValidateFace): FastifyReply {
  metrics.deadlineExceeded.inc();
  metrics.shed.inc({ face: 'validate', reason: 'deadline' });
  return reply
    .code(503)
    .header('retry-after', '1')
    .send({ error: 'too-late', message: 'the time for an answer was over before the request was judged' });
}

function refuse(reply: FastifyReply, { path, expected }: Malformed, { metrics }: ValidateFace): FastifyReply {
  metrics.requests.inc({ operation: 'unknown', decision: 'malformed', dry_run: 'unknown', code: 400 });
  const message = `${path === '' ? 'the body' : path}: expected ${expected}`;
  reply.log.warn({ path, expected }, 'malformed review');
  return reply.code(400).send({ error: 'malformed-review', message, path, expected });
}

function refuseBody(
  error: { readonly statusCode?: number; readonly message: string },
  request: FastifyRequest,
  reply: FastifyReply,
  face: ValidateFace,
): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status === 400) return refuse(reply, { path: '', expected: 'an AdmissionReview object as JSON' }, face);
  face.metrics.requests.inc({ operation: 'unknown', decision: 'failed', dry_run: 'unknown', code: status });
  if (status >= 500) request.log.error({ error: error.message }, 'review failed');
  else request.log.warn({ status, error: error.message }, 'review refused unread');
  return reply.code(status).send({
    error: status === 413 ? 'body-too-large' : status === 415 ? 'unsupported-media-type' : 'failed',
    message: status >= 500 ? 'the review failed, see the log' : error.message,
  });
}

const documentation = {
  summary: 'Judges an AdmissionReview of admission.k8s.io/v1, as the API server posts it',
  querystring: {
    type: 'object',
    properties: { timeout: { type: 'string', description: 'time left for the answer, such as 3s' } },
  },
  response: {
    200: {
      description: 'The AdmissionReview with the response, allowed or refused',
      type: 'object',
      required: ['apiVersion', 'kind', 'response'],
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        response: { type: 'object', additionalProperties: true },
      },
    },
    400: errorAnswer('No AdmissionReview: path and expected say where and why'),
    413: errorAnswer('The body is larger than 8 MiB'),
    503: errorAnswer('Not judged: too late or too much at once'),
  },
} as const;

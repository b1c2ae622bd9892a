import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { enumerate, shorten } from '../model/prose.ts';
import { bodyLimit } from './body-budget.ts';

/** Errors in the shape of every other refusal; what went wrong inside is for the log only. */
export const answerError: Parameters<FastifyInstance['setErrorHandler']>[0] = (error, request, reply) => {
  const { statusCode = 500, message, code } = error as FastifyError;
  if (statusCode >= 500) request.log.error({ error: message }, 'request failed');
  return reply.code(statusCode).send({
    error: nameOf(statusCode, code, error),
    message: adviceOn(statusCode, request) ?? (statusCode >= 500 ? internal : message),
  });
};

function adviceOn(status: number, request: FastifyRequest): string | undefined {
  if (status === 415) return mediaTypeAdvice(request);
  if (status !== 413) return undefined;
  return `the body is larger than ${bodyLimit / 1024 ** 2} MiB; send fewer objects at once`;
}

const internal = 'the request failed, see the log of the server';

function mediaTypeAdvice({ routeOptions, headers }: FastifyRequest): string {
  const { consumes = ['application/json'] } = (routeOptions.schema ?? {}) as { readonly consumes?: string[] };
  return `send the body with Content-Type ${enumerate(consumes, consumes.length, 'or')}, not ${shorten(headers['content-type'] ?? 'without one', 100)}`;
}

function nameOf(status: number, code: string | undefined, error: unknown): string {
  if (status === 413) return 'body-too-large';
  if (status === 415) return 'unsupported-media-type';
  if (status === 429) return 'too-many-requests';
  if (code === 'FST_ERR_VALIDATION' || (error as Partial<FastifyError>).validation !== undefined)
    return 'bad-parameter';
  return status >= 500 ? 'failed' : 'bad-request';
}

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Report } from '../lint/report.ts';
import { count } from '../model/prose.ts';
import { chooseFormat, type ReportFormats } from './choose-format.ts';
import { reportReference } from './describe-report.ts';
import { errorAnswer } from './error-answer.ts';
import { limitRequests } from './limit-requests.ts';
import type { Metrics } from './metrics.ts';
import { namespaceParameter } from './namespace-parameter.ts';
import { parameterError } from './parameter-error.ts';

/** What one lint request asks for. */
export interface LintRequest {
  /** YAML or JSON: one object, several documents, or a List. Everything that is not a NetworkPolicy is context. */
  readonly text: string;
  /** The namespace of objects that name none. */
  readonly namespace: string;
  /** Whether the text is read on top of the server's cluster, or all by itself. */
  readonly context: 'cluster' | 'request';
}

/** What the lint face is given. */
export interface LintFace {
  readonly lint: (request: LintRequest) => Report;
  readonly formats: ReportFormats;
  /** Per client address. */
  readonly requestsPerMinute: number;
  readonly metrics: Metrics;
}

interface LintQuery {
  readonly format?: string;
  readonly namespace: string;
  readonly context: LintRequest['context'];
}

const mediaTypes = /^(?:application|text)\/(?:[\w.-]+\+)?(?:x-)?(?:yaml|json|plain)\s*(?:;|$)/i;

/** `POST /v1/lint`: judges the policies of a text. Findings are an answer like any other, so the status is 200. */
export async function serveLint(app: FastifyInstance, face: LintFace): Promise<void> {
  await limitRequests(app, face.requestsPerMinute);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(mediaTypes, { parseAs: 'string' }, (_, body, done) => done(null, body));
  // What curl --data-binary says about any text when it is told nothing.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  );
  app.addHook('onResponse', async (_, reply) => face.metrics.lintRequests.inc({ code: reply.statusCode }));
  app.post<{ Querystring: LintQuery; Body: string | undefined }>(
    '/v1/lint',
    { schema: documentation(face.formats), schemaErrorFormatter: parameterError },
    (request, reply) => {
      const { query, body = '' } = request;
      if (body.trim() === '') return refuseEmpty(reply);
      const format = chooseFormat(query.format, request.headers.accept, face.formats);
      const report = face.lint({ text: body, namespace: query.namespace, context: query.context });
      if (report.unjudged !== undefined) return refuseCostly(reply, report.unjudged);
      return reply.type(format.mediaType).send(format.write(report, body));
    },
  );
}

function refuseEmpty(reply: FastifyReply): FastifyReply {
  return reply.code(400).send({
    error: 'empty-body',
    message: 'send YAML or JSON in the body: curl --data-binary @policy.yaml',
  });
}

/** Who judges admission requests cannot spend seconds on one text. */
function refuseCostly(reply: FastifyReply, unjudged: number): FastifyReply {
  return reply.code(413).send({
    error: 'too-costly',
    message: `there was no time for ${count(unjudged, 'policy')}; send fewer at once, or lint them with the command line`,
  });
}

function documentation(formats: LintFace['formats']): object {
  const text = { schema: { type: 'string' } };
  return {
    summary: 'Judges the NetworkPolicies of a text; everything else in it is context',
    consumes: ['application/yaml', 'application/json', 'text/plain'],
    querystring: {
      type: 'object',
      additionalProperties: false,
      properties: {
        format: { type: 'string', enum: formats.map((format) => format.name) },
        namespace: namespaceParameter,
        context: { type: 'string', enum: ['cluster', 'request'], default: 'cluster' },
      },
    },
    response: {
      200: {
        description: 'The report',
        content: Object.fromEntries(
          formats.map(({ name, mediaType }) => [
            mediaType.split(';', 1)[0] ?? mediaType,
            name === 'json' ? { schema: reportReference } : text,
          ]),
        ),
      },
      400: errorAnswer('No text, or an unknown parameter'),
      413: errorAnswer('The text is larger than 8 MiB, or takes longer to judge than others can wait'),
      415: errorAnswer('Neither YAML nor JSON'),
      429: errorAnswer('More requests in a minute than one address may send'),
      503: errorAnswer('Too many large requests at once'),
    },
  };
}

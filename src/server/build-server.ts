import swagger from '@fastify/swagger';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { ReviewOutcome } from '../admission/review.ts';
import type { CertificatePair } from '../certificates/pair.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import { enumerate, shorten } from '../model/prose.ts';
import { allowedMethods } from './allowed-methods.ts';
import { withReportSchema } from './describe-report.ts';
import { limitBodies } from './body-budget.ts';
import { type LintFace, serveLint } from './lint-endpoint.ts';
import type { Metrics } from './metrics.ts';
import { serveMetrics } from './metrics-endpoint.ts';
import { type Readiness, serveProbes } from './probes.ts';
import { retireConnections } from './retire-connections.ts';
import { serveRules } from './rules-endpoint.ts';
import { onlyHttp1, swapCertificate, tlsOptions } from './tls.ts';
import { serveValidate } from './validate.ts';
import { serveWhy, type WhyFace } from './why-endpoint.ts';

/** What a listener can serve. */
export type Face = 'validate' | 'lint' | 'probes' | 'metrics';

/** Everything that a server is made of; it knows neither rules nor cluster. */
export interface ServerParts {
  readonly faces: readonly Face[];
  /** Without a certificate the listener speaks plain HTTP. */
  readonly certificate: CertificatePair | undefined;
  readonly review: (body: unknown) => ReviewOutcome;
  readonly lint: Omit<LintFace, 'metrics'>;
  readonly why: WhyFace['why'];
  readonly ruleset: Ruleset;
  readonly isReady: () => Readiness;
  readonly isDraining: () => boolean;
  readonly metrics: Metrics;
  readonly log: FastifyBaseLogger;
  readonly version: string;
}

/** A server that does not listen yet. */
export interface BuiltServer {
  readonly app: FastifyInstance;
  /** Uses another certificate for new connections and ends the old ones with their next response. */
  readonly useCertificate: (pair: CertificatePair) => void;
}

const mebibyte = 1024 * 1024;
/** A client's body is at most 3 MiB, and a review of an UPDATE holds the object twice. */
const bodyLimit = 8 * mebibyte;
const budgets = { validate: 64 * mebibyte, lint: 16 * mebibyte } as const;

/** Builds one listener with the faces asked for. */
export async function buildServer(parts: ServerParts): Promise<BuiltServer> {
  const app = createApp(parts);
  const retirement = retireConnections(app, parts.isDraining);
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(answerError);
  const methodsOf = allowedMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0)
      return reply
        .code(404)
        .send({ error: 'not-found', message: `there is nothing here; ${signpost(parts.faces)}` });
    const allowed = methods.join(', ');
    return reply
      .code(405)
      .header('allow', allowed)
      .send({ error: 'method-not-allowed', message: `this takes ${allowed}, not ${request.method}` });
  });
  const serves = (face: Face): boolean => parts.faces.includes(face);
  if (serves('lint')) await describeInterface(app, parts.version);
  if (serves('validate')) await app.register(async (scope) => validateScope(scope, parts));
  if (serves('lint')) await app.register(async (scope) => lintScope(scope, parts));
  if (serves('lint')) await app.register(async (scope) => whyScope(scope, parts));
  if (serves('lint')) serveRules(app, parts.ruleset);
  if (serves('probes')) serveProbes(app, parts.isReady);
  if (serves('metrics')) serveMetrics(app, parts.metrics.registry);
  return {
    app,
    useCertificate: (pair) => {
      swapCertificate(app.server, pair);
      retirement.retireAll();
    },
  };
}

function createApp({ certificate, log }: ServerParts): FastifyInstance {
  const options = {
    loggerInstance: log,
    // One line for each review is written where its outcome is known.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // Go's client drops idle connections after 90 s and does not repeat a POST on one that the server has dropped.
    keepAliveTimeout: 120_000,
    requestTimeout: 15_000,
    // During a drain calls still come in, and a 503 would be a failed call.
    return503OnClosing: false,
    // Refusing such keys with 400 would be a way around the webhook; nothing here looks keys up by inheritance.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    // What is misspelt in a query is refused, not dropped.
    ajv: { customOptions: { removeAdditional: false } },
  } as const;
  const app =
    certificate === undefined
      ? fastify(options)
      : fastify({ ...options, https: { ...tlsOptions(certificate), ALPNProtocols: [...onlyHttp1] } });
  app.server.headersTimeout = 10_000;
  return app as FastifyInstance;
}

function validateScope(scope: FastifyInstance, { review, metrics }: ServerParts): void {
  limitBodies(scope, { face: 'validate', bytes: budgets.validate, undeclared: bodyLimit }, metrics.shed);
  serveValidate(scope, { review, metrics });
}

async function lintScope(scope: FastifyInstance, { lint, metrics }: ServerParts): Promise<void> {
  limitBodies(scope, { face: 'lint', bytes: budgets.lint, undeclared: bodyLimit }, metrics.shed);
  await serveLint(scope, { ...lint, metrics });
}

async function whyScope(scope: FastifyInstance, { why, lint, metrics }: ServerParts): Promise<void> {
  limitBodies(scope, { face: 'lint', bytes: budgets.lint, undeclared: bodyLimit }, metrics.shed);
  await serveWhy(scope, { why, requestsPerMinute: lint.requestsPerMinute });
}

async function describeInterface(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'netpol-lint', version, description: 'Judges Kubernetes NetworkPolicies' },
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => withReportSchema(app.swagger()));
}

/** Errors in the shape of every other refusal; what went wrong inside is for the log only. */
const answerError: Parameters<FastifyInstance['setErrorHandler']>[0] = (error, request, reply) => {
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
  return `the body is larger than ${bodyLimit / mebibyte} MiB; send fewer objects at once`;
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

function signpost(faces: readonly Face[]): string {
  const places: Record<Face, string> = {
    validate: 'POST /validate',
    lint: 'POST /v1/lint, POST /v1/why, GET /v1/rules, GET /openapi.json',
    probes: 'GET /livez, GET /readyz',
    metrics: 'GET /metrics',
  };
  return `try ${faces.map((face) => places[face]).join(', ')}`;
}

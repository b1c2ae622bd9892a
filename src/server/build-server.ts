import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { ReviewOutcome } from '../admission/review.ts';
import type { CertificatePair } from '../certificates/pair.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import { answerError } from './answer-error.ts';
import { answerNotFound } from './answer-not-found.ts';
import { bodyLimit, limitBodies } from './body-budget.ts';
import { withReportSchema } from './describe-report.ts';
import type { Face } from './face.ts';
import { type LintFace, serveLint } from './lint-endpoint.ts';
import type { Metrics } from './metrics.ts';
import { serveMetrics } from './metrics-endpoint.ts';
import { type Readiness, serveProbes } from './probes.ts';
import { retireConnections } from './retire-connections.ts';
import { serveRules } from './rules-endpoint.ts';
import { onlyHttp1, swapCertificate, tlsOptions } from './tls.ts';
import { serveValidate } from './validate.ts';
import { serveWhy, type WhyFace } from './why-endpoint.ts';

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
/** Bytes of the bodies that may wait at one endpoint. */
const budgets = { validate: 64 * mebibyte, lint: 16 * mebibyte } as const;

/** Builds one listener with the faces asked for. */
export async function buildServer(parts: ServerParts): Promise<BuiltServer> {
  const app = createApp(parts);
  const retirement = retireConnections(app, parts.isDraining);
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(answerError);
  answerNotFound(app, parts.faces);
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

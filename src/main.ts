/** The server, put together: what it is made of, in the order in which it starts. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { reviewer } from './admission/review.ts';
import { readPair, watchPair } from './certificates/files.ts';
import { loopbackPair } from './certificates/loopback.ts';
import { checkPair, type UsablePair } from './certificates/pair.ts';
import type { ClusterEvent } from './cluster/cluster-event.ts';
import { levelOf } from './cluster/event-level.ts';
import { type LiveCluster, openLiveCluster } from './cluster/live-cluster.ts';
import type { ClusterSource, Configuration } from './config/configuration.ts';
import { loadConfiguration } from './config/load-configuration.ts';
import { readFolder } from './config/read-folder.ts';
import type { Cluster } from './lint/cluster.ts';
import { type AskRequest, askManifests } from './manifest/ask-manifests.ts';
import { lintManifests } from './manifest/lint-manifests.ts';
import { inventoryOf } from './model/given.ts';
import { isStrictAboutCidrs } from './model/kubernetes-version.ts';
import { messageOf } from './model/thrown.ts';
import { toJson } from './report/json.ts';
import { plain } from './report/paint.ts';
import { toPretty } from './report/pretty.ts';
import { toSarif } from './report/sarif.ts';
import { tool } from './report/tool.ts';
import { whyJson } from './report/why-json.ts';
import { catalog } from './rules/index.ts';
import { createEngine } from './semantics/engine/engine.ts';
import { buildServer, type BuiltServer, type ServerParts } from './server/build-server.ts';
import { createDrain, type Drain } from './server/drain.ts';
import { greeting } from './server/greeting.ts';
import { groupFaces } from './server/group-faces.ts';
import { measureInventory } from './server/inventory-metrics.ts';
import type { LintFace } from './server/lint-endpoint.ts';
import { measured } from './server/measured-rule.ts';
import { createMetrics } from './server/metrics.ts';
import { createLog } from './server/log.ts';
import { readinessOf } from './server/readiness.ts';

const loaded = loadConfiguration({
  args: process.argv.slice(2),
  environment: process.env,
  examples: join(import.meta.dirname, '../examples/cluster'),
  rules: catalog,
});
if ('print' in loaded) {
  (loaded.status === 0 ? process.stdout : process.stderr).write(loaded.print);
  process.exitCode = loaded.status;
} else await serve(loaded.configuration, loaded.text);

async function serve(configuration: Configuration, configurationText: string): Promise<void> {
  const { log, flush } = createLog(configuration.logLevel, process.stdout.fd);
  process.once('exit', flush);
  const metrics = createMetrics();
  const drain = createDrain();
  const pair =
    configuration.certificate === undefined ? checkPair(loopbackPair()) : readPair(configuration.certificate);
  if ('problem' in pair) return fail(pair.problem);
  const opened = await openCluster(configuration.cluster, (event) => log[levelOf(event)](event, 'cluster'));
  if ('problem' in opened) return fail(opened.problem);

  const { cluster, live } = opened;
  const ruleset = { rules: catalog.map((rule) => measured(rule, metrics)), settings: configuration.rules };
  const { defaults, exemptions } = configuration;
  let { notAfter } = pair;
  const parts: Parts = {
    review: reviewer({
      inventory: cluster,
      inventoryState: () => live?.inventoryState() ?? 'as in the files',
      ruleset,
      defaults,
      exemptions,
      strictCidr: live === undefined,
      today,
    }),
    lint: lintFace(opened, ruleset, configuration),
    why: (request) => answerWhy(request, cluster),
    ruleset,
    isReady: () => readinessOf({ isDraining: drain.isDraining(), notAfter, now: new Date() }),
    isDraining: drain.isDraining,
    metrics,
    log,
    version: tool.version,
  };
  const servers = await listen(parts, configuration, pair);
  if ('problem' in servers) {
    await live?.close();
    return fail(servers.problem);
  }
  const unfollow = followPair(configuration, pair, parts, (next) => {
    ({ notAfter } = next);
    for (const { isEncrypted, useCertificate } of servers) if (isEncrypted) useCertificate(next);
  });
  stopOnSignals(drain, configuration, log, async () => {
    unfollow();
    await Promise.all(servers.map(({ app }) => app.close()));
    await live?.close();
  });

  if (live !== undefined) measureInventory(metrics.registry, () => live.watch.state());
  const config = createHash('sha256').update(configurationText).digest('hex').slice(0, 12);
  metrics.info.set({ version: tool.version, config }, 1);
  log.info({ version: tool.version, config, certificateUntil: notAfter }, 'started');
  metrics.certificateEnd.set(notAfter.getTime() / 1000);
  if (live === undefined) process.stdout.write(greeting(servers[0]?.app.listeningOrigin ?? ''));
}

type Parts = Omit<ServerParts, 'faces' | 'certificate'>;
type Listening = BuiltServer & { readonly isEncrypted: boolean };

async function listen(
  parts: Parts,
  { listeners }: Configuration,
  pair: UsablePair,
): Promise<readonly Listening[] | { readonly problem: string }> {
  const servers: Listening[] = [];
  for (const { address, faces, scheme } of groupFaces(listeners)) {
    const isEncrypted = scheme === 'https';
    const server = await buildServer({ ...parts, faces, certificate: isEncrypted ? pair : undefined });
    servers.push({ ...server, isEncrypted });
    try {
      parts.log.info({ url: await server.app.listen(address), faces }, 'listening');
    } catch (error) {
      await Promise.all(servers.map(({ app }) => app.close()));
      return { problem: whyNotListening(error, address.port) };
    }
  }
  return servers;
}

function whyNotListening(error: unknown, port: number): string {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (isTaken) return `cannot listen: port ${port} is taken; choose another with --port`;
  return `cannot listen: ${messageOf(error)}`;
}

/** Follows the certificate's files; returns the function that stops it. */
function followPair(
  { certificate }: Configuration,
  current: UsablePair,
  { metrics, log }: Parts,
  use: (next: UsablePair) => void,
): () => void {
  if (certificate === undefined) return () => undefined;
  return watchPair(certificate, {
    current,
    everyMilliseconds: 10_000,
    onPair: (next) => {
      use(next);
      metrics.certificateReloads.inc({ result: 'ok' });
      metrics.certificateEnd.set(next.notAfter.getTime() / 1000);
      log.info({ notAfter: next.notAfter }, 'certificate changed');
    },
    onProblem: (problem) => {
      metrics.certificateReloads.inc({ result: 'error' });
      log.error({ problem }, 'the new certificate cannot be used, the old one stays');
    },
  });
}

/** Ctrl-C on somebody's machine needs no drain: nobody sends calls there but they. */
function stopOnSignals(
  drain: Drain,
  configuration: Configuration,
  log: Parts['log'],
  close: () => Promise<void>,
): void {
  const delay = { SIGTERM: configuration.drainSeconds * 1000, SIGINT: 0 };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal, seconds: drain.isDraining() ? 0 : delay[signal] / 1000 }, 'stopping');
      drain.onSignal({
        delayMilliseconds: delay[signal],
        closeMilliseconds: 20_000,
        close,
        exit: (status) => process.exit(status),
      });
    });
  }
}

interface OpenedCluster {
  readonly cluster: Cluster;
  /** Absent when the facts come from files. */
  readonly live?: LiveCluster;
}

async function openCluster(
  source: ClusterSource,
  report: (event: ClusterEvent) => void,
): Promise<OpenedCluster | { readonly problem: string }> {
  if (source.kind === 'files') {
    const inventory = inventoryOf(readFolder(source.folder), 'default');
    return { cluster: { ...inventory, engine: createEngine(inventory) } };
  }
  const { kubeconfig, context } = source;
  const choice = {
    environment: process.env,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  };
  const live = await openLiveCluster(choice, report);
  if ('failure' in live) return { problem: `no cluster to watch: ${live.failure.message}` };
  return { cluster: { ...live.inventory, engine: live.engine }, live };
}

function lintFace(
  { cluster, live }: OpenedCluster,
  ruleset: ServerParts['ruleset'],
  configuration: Configuration,
): Omit<LintFace, 'metrics'> {
  return {
    lint: ({ text, namespace, context }) =>
      lintManifests({
        texts: [{ text, chosen: 'named' }],
        context: [],
        ...(context === 'cluster' ? { base: cluster } : {}),
        defaultNamespace: namespace,
        strictCidr: configuration.strictCidr ?? isStrictAboutCidrs(live?.version()),
        ruleset,
        today: today(),
        isOver: countdown(mostMilliseconds),
      }),
    formats: [
      { name: 'json', mediaType: 'application/json; charset=utf-8', write: toJson },
      {
        name: 'text',
        mediaType: 'text/plain; charset=utf-8',
        write: (report, text) => toPretty(report, { texts: new Map([['-', text]]), paint: plain }),
      },
      {
        name: 'sarif',
        mediaType: 'application/sarif+json; charset=utf-8',
        write: (report) => toSarif(report, catalog),
      },
    ],
    requestsPerMinute: configuration.lintRequestsPerMinute,
  };
}

function answerWhy(request: AskRequest, cluster: Cluster): ReturnType<ServerParts['why']> {
  const outcome = askManifests(request, cluster);
  if ('problem' in outcome) return outcome;
  const { answer, facts } = outcome;
  return { answer: whyJson(answer, facts.locate, facts.leftOut) };
}

/** How long one lint request may keep reviews waiting. */
const mostMilliseconds = 2000;

function countdown(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() > end;
}

/** Suppressions hold up to a day, in UTC as everywhere in Kubernetes. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function fail(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}

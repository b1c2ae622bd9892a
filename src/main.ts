/** The server, put together: what it is made of, in the order in which it starts. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import type { Configuration } from './config/configuration.ts';
import { loadConfiguration } from './config/load-configuration.ts';
import { tool } from './report/tool.ts';
import { catalog } from './rules/index.ts';
import { assemble } from './serve/assemble.ts';
import { certificateInUse } from './serve/certificate-in-use.ts';
import { openCluster } from './serve/open-cluster.ts';
import { stopOnSignals } from './serve/stop-on-signals.ts';
import { createDrain } from './server/drain.ts';
import { greeting } from './server/greeting.ts';
import { measureInventory } from './server/inventory-metrics.ts';
import { listen } from './server/listen.ts';
import { createLog } from './server/log.ts';
import { createMetrics } from './server/metrics.ts';

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
  const certificate = certificateInUse(configuration.certificate, { metrics, log, every: 10_000 });
  if ('problem' in certificate) return fail(certificate.problem);
  const opened = await openCluster(configuration.cluster, { environment: process.env, log });
  if ('problem' in opened) return fail(opened.problem);

  const { live } = opened;
  const parts = assemble(configuration, { rules: catalog, opened, certificate, drain, metrics, log });
  const listening = await listen(parts, configuration.listeners, certificate.pair());
  if ('problem' in listening) {
    await live?.close();
    return fail(listening.problem);
  }
  const unfollow = certificate.follow(listening.useCertificate);
  const close = async (): Promise<void> => {
    unfollow();
    await listening.close();
    await live?.close();
  };
  stopOnSignals(process, { drain, drainSeconds: configuration.drainSeconds, log, close });

  if (live !== undefined) measureInventory(metrics.registry, () => live.watch.state());
  const config = createHash('sha256').update(configurationText).digest('hex').slice(0, 12);
  metrics.info.set({ version: tool.version, config }, 1);
  log.info({ version: tool.version, config, certificateUntil: certificate.pair().notAfter }, 'started');
  if (live === undefined) process.stdout.write(greeting(listening.origin));
}

function fail(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}

/**
 * What admission costs: our server over 10,000 pods and 1,000 policies beside a bare TLS echo of the same body. The body is
 * the same each time, so that its decision is remembered while the cluster is at rest; where the cluster changes between
 * any two reviews, each is judged anew.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { reviewBody } from './support/review-body.ts';

const rounds = 5;
const seconds = 4;
const connections = 8;

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

interface Contender {
  readonly name: string;
  readonly child: ChildProcess;
  readonly port: number;
  readonly rounds: Round[];
}

async function start(name: string, file: string, ...args: readonly string[]): Promise<Contender> {
  const child = fork(new URL(file, import.meta.url), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }];
  return { name, child, port, rounds: [] };
}

async function load({ port }: Contender): Promise<Round> {
  const result = await autocannon({
    url: `https://127.0.0.1:${port}/validate?timeout=3s`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: reviewBody,
    connections,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} bad answers, ${result.errors} errors`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

async function memory({ child }: Contender): Promise<number> {
  child.send('memory');
  const [{ rss }] = (await once(child, 'message')) as [{ readonly rss: number }];
  return rss / 2 ** 20;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const echo = await start('bare TLS echo', './support/echo-server.ts');
const ours = [
  await start('netpol-lint, cluster at rest', './support/lint-server.ts'),
  await start('changing at each review', './support/lint-server.ts', 'changing'),
  await start('and with the delta', './support/lint-server.ts', 'changing', 'delta'),
];
const all = [echo, ...ours];
try {
  for (const contender of all) await load(contender);
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of all) contender.rounds.push(await load(contender));
  }
  console.log(
    `${rounds} rounds of ${seconds} s in turn, ${connections} connections, ${reviewBody.length} bytes; medians`,
  );
  for (const contender of all) await describe(contender);
} finally {
  for (const { child } of all) child.kill();
}

async function describe(contender: Contender): Promise<void> {
  const of = (figure: keyof Round): number => median(contender.rounds.map((round) => round[figure]));
  const ratios = contender.rounds.map(
    ({ perSecond }, round) => perSecond / (echo.rounds[round]?.perSecond ?? 1),
  );
  console.log(
    `${contender.name.padEnd(28)} ${of('perSecond').toFixed(0).padStart(6)} reviews/s  p50 ${of('p50')} ms  p99 ${of('p99')} ms  ` +
      `${(await memory(contender)).toFixed(0)} MiB resident  ${median(ratios).toFixed(2)} of the echo (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
  );
}

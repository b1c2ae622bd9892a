/**
 * What admission costs: our server over 10,000 pods and 1,000 policies beside a bare TLS echo of the same bodies: one policy
 * again and again, or all in turn, as a controller puts them again. While the cluster is at rest decisions are remembered;
 * where it changes between any two reviews, each is judged anew.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { median, report } from './support/measure.ts';
import { reviewBody, reviewsOfAll } from './support/review-body.ts';

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
  readonly bodies: readonly string[];
  readonly child: ChildProcess;
  readonly port: number;
  readonly rounds: Round[];
}

async function start(
  name: string,
  bodies: readonly string[],
  file: string,
  ...args: readonly string[]
): Promise<Contender> {
  const child = fork(new URL(file, import.meta.url), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }];
  return { name, bodies, child, port, rounds: [] };
}

async function load({ port, bodies }: Contender): Promise<Round> {
  const result = await autocannon({
    url: `https://127.0.0.1:${port}/validate?timeout=3s`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: bodies.map((body) => ({ body })),
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

const one = [reviewBody];
const every = reviewsOfAll(250);
const echoOfOne = await start('echo: one policy', one, './support/echo-server.ts');
const echoOfEvery = await start('echo: 1,000 policies in turn', every, './support/echo-server.ts');
const contenders = [
  await start('netpol-lint: one policy, cluster at rest', one, './support/lint-server.ts'),
  await start('netpol-lint: one policy, cluster changing', one, './support/lint-server.ts', 'changing'),
  await start(
    'netpol-lint: one policy, cluster changing, with the delta',
    one,
    './support/lint-server.ts',
    'changing',
    'delta',
  ),
  await start('netpol-lint: 1,000 policies in turn, cluster at rest', every, './support/lint-server.ts'),
];
const all = [echoOfOne, echoOfEvery, ...contenders];
try {
  for (const contender of all) await load(contender);
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of all) contender.rounds.push(await load(contender));
  }
  for (const contender of all) await describe(contender, contender.bodies === one ? echoOfOne : echoOfEvery);
} finally {
  for (const { child } of all) child.kill();
}

async function describe(contender: Contender, echo: Contender): Promise<void> {
  const of = (figure: keyof Round): number => median(contender.rounds.map((round) => round[figure]));
  const ratios = contender.rounds.map(
    ({ perSecond }, round) => perSecond / (echo.rounds[round]?.perSecond ?? 1),
  );
  const isEcho = contender === echo;
  const share = `${median(ratios).toFixed(2)} of the echo (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
  report(
    contender.name,
    `${of('perSecond').toFixed(0).padStart(5)} a second, p50 ${of('p50')} ms, p99 ${of('p99')} ms, ${(await memory(contender)).toFixed(0)} MiB${isEcho ? '' : `, ${share}`}`,
  );
}

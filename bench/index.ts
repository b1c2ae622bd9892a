/** Every bench in turn, each under the question that it answers and how it is asked; one page, some five minutes. */
import { spawnSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

interface Bench {
  readonly question: string;
  /** What is done to answer it, and what the words of the answers mean. */
  readonly how: string;
  readonly file: string;
  readonly flags?: readonly string[];
}

const benches: readonly Bench[] = [
  {
    question: 'How many admission reviews can be answered?',
    how: `A server over 10,000 pods and 1,000 policies, and a bare TLS server that sends the same bodies back, 8 connections
each, five rounds of 4 s in turn. While the cluster is at rest, what was decided is remembered; where it changes between
any two reviews, each is judged anew. With the delta it is also told what each request does to connections. Half of the
answers took p50 at most, 99 % of them p99. In brackets: the worst and the best round.`,
    file: 'webhook.ts',
  },
  {
    question: 'How much of that is judging?',
    how: 'One review in a loop, without a server, each judged anew; the time for one.',
    file: 'judging.ts',
  },
  {
    question: 'How long do the largest policies keep others waiting?',
    how: 'Policies as large as an API server accepts, or as are still compared in full; the time to judge one.',
    file: 'largest-policies.ts',
  },
  {
    question: 'How long does the command line take?',
    how: 'The command as it is shipped, from its start to its end; the median of 7 runs.',
    file: 'command-line.ts',
  },
  {
    question: 'How does the time of a lint grow with the policies of one namespace?',
    how: 'Eight times as many should take some eight times as long.',
    file: 'crowded-namespace.ts',
  },
  {
    question: 'How long do maps and differences of a large cluster take?',
    how: 'The command as it is shipped, over folders of manifests; one run each.',
    file: 'connectivity.ts',
  },
  {
    question: 'What does it cost to know who can reach whom?',
    how: `The engine in memory. Build: to read a cluster in. Event: to follow one change of it. Delta: to tell what one more policy
would open and cut, at 100,000 pods and 10,000 policies. Redundancy: to find every policy and rule that others cover.`,
    file: 'engine.ts',
    flags: ['--expose-gc'],
  },
];

/** No bench may hang for longer. */
const patience = 300_000;

function run(args: readonly string[]): boolean {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', timeout: patience });
  return status === 0;
}

function describeMachine(): string {
  const [load = 0] = loadavg();
  return `Node ${process.version}, ${availableParallelism()} processors, load ${load.toFixed(1)}`;
}

console.log(`${describeMachine()}; on a busy machine ratios still hold, times do not`);
// The command line is measured as it is shipped.
let succeeded = run(['scripts/build.ts']);
for (const { question, how, file, flags = [] } of benches) {
  console.log(`\n${question}\n\n${how}\n`);
  succeeded = run([...flags, `bench/${file}`]) && succeeded;
}
process.exitCode = succeeded ? 0 : 1;

/** Every bench in turn, each under the question that it answers; one page, a few minutes. */
import { spawnSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

interface Bench {
  readonly question: string;
  readonly file: string;
  readonly flags?: readonly string[];
}

const benches: readonly Bench[] = [
  {
    question: 'What does admission cost, beside a bare TLS echo of the same body?',
    file: 'webhook.ts',
  },
  {
    question: 'And how much of that is judging?',
    file: 'judging.ts',
  },
  {
    question: 'How long do the largest policies keep others waiting?',
    file: 'largest-policies.ts',
  },
  {
    question: 'How long does the command line take?',
    file: 'command-line.ts',
  },
  {
    question: 'How does it grow with the policies of one namespace?',
    file: 'crowded-namespace.ts',
  },
  {
    question: 'How long do maps and differences of a large cluster take?',
    file: 'connectivity.ts',
  },
  {
    question: 'What does it cost to know who can reach whom: to build, to follow, to ask?',
    file: 'engine.ts',
    flags: ['--expose-gc'],
  },
];

/** No bench may hang for longer. */
const patience = 180_000;

function run(args: readonly string[]): boolean {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', timeout: patience });
  return status === 0;
}

function describeMachine(): string {
  const [load = 0] = loadavg();
  return `Node ${process.version}, ${availableParallelism()} processors, load ${load.toFixed(1)}`;
}

console.log(`${describeMachine()}; ratios of one run hold on a busy machine too, times do not`);
// The command line is measured as it is shipped.
let succeeded = run(['scripts/build.ts']);
for (const { question, file, flags = [] } of benches) {
  console.log(`\n${question}`);
  succeeded = run([...flags, `bench/${file}`]) && succeeded;
}
process.exitCode = succeeded ? 0 : 1;

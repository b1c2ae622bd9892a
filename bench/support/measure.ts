/** How long something takes, in milliseconds, over many runs. */
export interface Times {
  readonly median: number;
  readonly p99: number;
  readonly worst: number;
}

/** Runs `task` for each of the numbers from 0 below `runs` and times each run. */
export function timesOf(runs: number, task: (run: number) => void): Times {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(timeOf(() => task(run)));
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(runs - 1, Math.floor(runs * share))] ?? 0;
  return { median: at(0.5), p99: at(0.99), worst: at(1) };
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** How long one run of `task` takes, in milliseconds. */
export function timeOf(task: () => void): number {
  const start = performance.now();
  task();
  return performance.now() - start;
}

/** The times in one line. */
export function describeTimes({ median, p99, worst }: Times): string {
  return `median ${median.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, worst ${worst.toFixed(2)} ms`;
}

/** Prints a question and its answer as one line. */
export function report(question: string, answer: string): void {
  process.stdout.write(`${question.padEnd(72)} ${answer}\n`);
}

/** MiB of the heap in use; exact only with `--expose-gc`. */
export function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

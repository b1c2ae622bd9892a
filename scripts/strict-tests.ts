import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/** Runs test files one after the other; the process fails unless there is a test and every one has run and passed. */
export function runStrictly(files: readonly string[]): void {
  const stream = run({ files: [...files], concurrency: 1 });
  stream.on('test:summary', ({ file, counts }) => {
    if (file !== undefined) return;
    const left = counts.skipped + counts.todo + counts.cancelled;
    if (counts.tests === 0 || counts.passed !== counts.tests || left > 0) process.exitCode = 1;
    if (counts.tests === 0) console.error('no test ran');
    if (left > 0) console.error(`${left} tests were skipped, cancelled or put off: none may be`);
  });
  stream.compose(spec).pipe(process.stdout);
}

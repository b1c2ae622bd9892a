import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { endToEndTools } from './e2e-tools.ts';

const root = join(import.meta.dirname, '..');

/** The files named on the command line, or all of them. */
function chosenFiles(): readonly string[] {
  const chosen = process.argv.slice(2);
  if (chosen.length > 0) return chosen.map((file) => join(process.cwd(), file));
  return globSync('test/e2e/*.test.ts', { cwd: root })
    .map((file) => join(root, file))
    .toSorted();
}

function build(): void {
  const { status } = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

endToEndTools();
build();
const stream = run({ files: chosenFiles(), concurrency: 1 });
stream.on('test:summary', ({ file, counts }) => {
  if (file !== undefined) return;
  const left = counts.skipped + counts.todo + counts.cancelled;
  if (counts.tests === 0 || counts.passed !== counts.tests || left > 0) process.exitCode = 1;
  if (counts.tests === 0) console.error('no test ran');
  if (left > 0) console.error(`${left} tests were skipped, cancelled or put off: none may be`);
});
stream.compose(spec).pipe(process.stdout);

import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { endToEndTools } from './e2e-tools.ts';
import { runStrictly } from './strict-tests.ts';

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
runStrictly(chosenFiles());

/** How long `map` and `diff` take over the folder of a large cluster, and what memory they need at most. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report } from './support/measure.ts';
import { writeCluster } from './support/cluster-manifests.ts';

const size = { namespaces: 100, pods: 50, policies: 10 };

/** At its end the command tells the most memory that it had, in KiB. */
const tellMemory = `data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))`;

function measure(question: string, args: readonly string[]): void {
  const start = performance.now();
  const command = ['--import', tellMemory, 'bin/netpol-lint.cjs', ...args, '--format', 'json'];
  const { status, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 60_000,
  });
  if (status !== 0 && status !== 1) throw new Error(`${question}: ${stderr}`);
  const seconds = (performance.now() - start) / 1000;
  const memory = Number(stderr.trimEnd().split('\n').at(-1)) / 1024;
  report(question, `${seconds.toFixed(2)} s, at most ${memory.toFixed(0)} MiB`);
}

const folder = mkdtempSync(join(tmpdir(), 'netpol-lint-bench-'));
try {
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  writeCluster(before, size, false);
  writeCluster(after, size, true);
  measure('map: 100 namespaces, 5,000 pods, 1,000 policies', ['map', before]);
  measure('diff: the same, four policies changed', ['diff', before, after]);
  measure('map --pods: the same, every pair by itself', ['map', before, '--pods']);
  measure('map --exposure: the same, as if no pod were known', ['map', before, '--exposure']);
} finally {
  rmSync(folder, { recursive: true });
}

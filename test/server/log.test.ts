import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { test } from 'node:test';
import { createLog } from '../../src/server/log.ts';

test('the lines of a turn are written at its end, one JSON object each', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'netpol-lint-log-'));
  context.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'log');
  const { log } = createLog('info', file);
  log.info({ number: 1 }, 'first');
  log.child({ reqId: 'x' }).warn('second');
  log.debug('third');
  await nextTurn();
  await nextTurn();
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => (JSON.parse(line) as { readonly msg: string }).msg),
    ['first', 'second'],
  );
});

test('what was said just before the end is written', async () => {
  const module = new URL('../../src/server/log.ts', import.meta.url).href;
  const script = `import { createLog } from '${module}'; const { log, flush } = createLog('info', 1); process.once('exit', flush); log.info('last words'); process.exit(0);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  assert.match(stdout, /"msg":"last words"/);
});

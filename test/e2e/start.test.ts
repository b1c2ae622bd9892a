import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { removeAtTheEnd } from './support/endings.ts';
import { eventually } from './support/eventually.ts';
import { repository } from './support/installation.ts';
import { run } from './support/kubectl.ts';
import { freePort, startProcess, type Process } from './support/processes.ts';

const directory = mkdtempSync(join(tmpdir(), 'netpol-lint-start-'));
const removeDirectory = removeAtTheEnd(directory);

let server: Process;
let port: number;
before(async () => {
  port = await freePort();
  server = startProcess('npm', ['start', '--', '--port', String(port)], {
    log: join(directory, 'log'),
    cwd: repository,
    detached: true,
  });
  await eventually(() => {
    if (server.status() !== undefined) throw new Error(server.output());
    assert.match(server.output(), /Stop with Ctrl-C/);
  });
});
after(async () => {
  await server.stop('SIGINT');
  removeDirectory();
});

/** The curl commands of a text, with failures of HTTP as failures of curl, and what each prints. */
async function tried(text: string): Promise<ReadonlyMap<string, string>> {
  const results = new Map<string, string>();
  for (const [command] of text.matchAll(/curl -sk .*/g)) {
    const outcome = await run('sh', ['-c', command.replace('curl -sk', 'curl -fsSk')], { cwd: repository });
    assert.equal(outcome.status, 0, `${command}: ${outcome.stderr}`);
    results.set(command.replace(/https:\/\/[^/]*/, ''), outcome.stdout);
  }
  return results;
}

interface Answer {
  readonly response: { readonly allowed: boolean; readonly warnings?: readonly string[] };
}

test('what npm start prints to try works, and shows what it promises', async () => {
  const results = await tried(server.output());
  const outputOf = (part: string): string => {
    const found = [...results].find(([command]) => command.includes(part));
    assert.ok(found !== undefined, `nothing to try with ${part}`);
    return found[1];
  };
  const denied = JSON.parse(outputOf('review-denied.json')) as Answer;
  assert.equal(denied.response.allowed, false);
  const warned = JSON.parse(outputOf('review-warned.json')) as Answer;
  assert.equal(warned.response.allowed, true);
  assert.ok((warned.response.warnings ?? []).length > 0);
  assert.match(outputOf("accept: text/plain' --data-binary @examples/shop.yaml"), /^warning: .*\[NP\d+ /m);
  assert.equal((JSON.parse(outputOf('/v1/lint --data-binary')) as { version: number }).version, 1);
  assert.match(outputOf('/v1/rules/NP201'), /split-peer/);
  assert.match((JSON.parse(outputOf('/openapi.json')) as { openapi: string }).openapi, /^3\.1/);
});

test('what the README says to try works', async () => {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  const results = await tried(readme.replaceAll('127.0.0.1:8443', `127.0.0.1:${port}`));
  assert.ok(results.size > 0);
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { main } from '../../src/cli/command-line.ts';
import { outputTo } from '../support/command-line.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/connectivity.md'), 'utf8');
const examples = [...page.matchAll(/```console\n\$ netpol-lint (.*)\n([^]*?)```/g)];

test('there are examples', () => assert.ok(examples.length >= 5));

for (const [, command = '', expected] of examples) {
  test(`netpol-lint ${command} prints what the page shows`, async () => {
    let printed = '';
    await main(command.split(' '), {
      stdout: outputTo((text) => (printed += text)),
      stderr: outputTo(() => undefined),
      readStdin: async () => new Uint8Array(),
      env: {},
      today: '2026-01-01',
      cwd: root,
      packageRoot: root,
      serve: async () => 0,
    });
    assert.equal(printed, expected);
  });
}

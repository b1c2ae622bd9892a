import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';

const commands = [...readFileSync('README.md', 'utf8').matchAll(/^node bin\/netpol-lint\.cjs (.*)$/gm)];

suite('the command lines of the README', () => {
  test('there are some', () => assert.ok(commands.length > 4));

  for (const [, line = ''] of commands) {
    test(line, () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['src/cli/main.ts', ...line.split(' ')],
        {
          encoding: 'utf8',
        },
      );
      assert.ok(status === 0 || status === 1, `status ${status}: ${stderr}`);
      assert.match(
        stderr,
        /^(?:--fix would repair .*\n|\d+ findings can be repaired with --fix; --diff shows how\n)?$/,
      );
      assert.ok(stdout.length > 20, stdout);
    });
  }
});

test('the finding that the README shows is the one that is found', () => {
  const readme = readFileSync('README.md', 'utf8');
  const [, shown = ''] = /```\n(warning: two sources[\s\S]*?)```/.exec(readme) ?? [];
  const args = ['src/cli/main.ts', 'lint', '--with', 'examples/cluster', 'examples/shop.yaml'];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.ok(shown.length > 100 && stdout.includes(shown), stdout);
});

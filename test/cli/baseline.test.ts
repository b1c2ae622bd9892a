import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCommandLine } from '../support/command-line.ts';

const policy = (name: string): string =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: ${name} } }
  policyTypes: [Ingress]
  egress: [{}]
`;

type Files = Readonly<Record<string, string>>;

async function run(files: Files, ...args: readonly string[]) {
  return runCommandLine(['lint', '.', '--rule', 'NP204=off', ...args], { files });
}

const before: Files = { 'a.yaml': policy('a'), 'b.yaml': policy('b') };

/** The baseline of the files above. */
async function written(): Promise<string> {
  let text = '';
  const { status, stdout } = await runCommandLine(
    ['lint', '.', '--rule', 'NP204=off', '--write-baseline', 'known.json'],
    { files: before, restore: (folder) => void (text = readFileSync(join(folder, 'known.json'), 'utf8')) },
  );
  assert.deepEqual([status, /, 2 suppressed\n/.test(stdout)], [0, true], stdout);
  return text;
}

test('what is in the baseline is not told, what is new is, and what is gone is said', async () => {
  assert.equal((await run(before)).status, 1);
  const known = { 'known.json': await written() };
  assert.match(known['known.json'], /"object":"shop\/a","path":"\/spec\/egress"/);

  const moved = { ...before, ...known, 'a.yaml': `# moved by a line\n${policy('a')}` };
  const quiet = await run(moved, '--baseline', 'known.json');
  assert.deepEqual([quiet.status, quiet.stderr], [0, '']);
  const shown = await run(moved, '--baseline', 'known.json', '--show-suppressed');
  assert.match(shown.stdout, /^suppressed: .*\n.*\n {2}because: it is in the baseline/m);

  const more = await run({ ...moved, 'c.yaml': policy('c') }, '--baseline', 'known.json');
  assert.deepEqual([more.status, /1 error .*2 suppressed/.test(more.stdout)], [1, true]);

  const repaired = { ...moved, 'b.yaml': policy('b').replace(/ {2}egress.*\n/, '') };
  const { stderr } = await run(repaired, '--baseline', 'known.json');
  assert.equal(
    stderr,
    'known.json: 1 finding of it not found any more; write it again with --write-baseline known.json\n',
  );
});

test('a baseline that cannot be used ends the run', async () => {
  const files = { 'a.yaml': policy('a'), 'bad.json': '{"version": 2}', 'broken.json': '{' };
  for (const [file, message] of [
    ['bad.json', /bad\.json: version: must be equal to constant/],
    ['broken.json', /broken\.json: /],
    ['none.json', /none\.json cannot be read/],
  ] as const) {
    const { status, stderr } = await runCommandLine(['lint', 'a.yaml', '--baseline', file], { files });
    assert.equal(status, 2, file);
    assert.match(stderr, message);
  }
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Rule } from '../src/lint/rule.ts';
import { makeFolder } from './support/command-line.ts';

test('npm run new-rule leaves a rule that is registered, formatted and in the changelog', async () => {
  const folder = makeFolder();
  const { path } = folder;
  try {
    for (const each of ['src', 'package.json', '.oxfmtrc.json', 'CHANGELOG.md'])
      cpSync(each, join(path, each), { recursive: true });
    mkdirSync(join(path, 'docs/rules'), { recursive: true });
    symlinkSync(resolve('node_modules'), join(path, 'node_modules'));
    const env = { ...process.env, PATH: `${resolve('node_modules/.bin')}:${process.env['PATH'] ?? ''}` };
    const run = (file: string, ...args: readonly string[]): Buffer =>
      execFileSync(file, args, { cwd: path, env, stdio: 'pipe' });
    run(process.execPath, resolve('scripts/new-rule.ts'), 'NP999', 'my-rule-name');
    run(process.execPath, resolve('scripts/new-rule.ts'), 'NP399', 'my-other-rule');
    run('oxfmt', '--check', 'src/rules/my-rule-name.ts', 'src/rules/index.ts');
    const index = (await import(pathToFileURL(join(path, 'src/rules/index.ts')).href)) as {
      readonly catalog: readonly Rule[];
    };
    const codes = index.catalog.map(({ code }) => code);
    assert.deepEqual([codes.at(-1), codes.includes('NP399'), codes], ['NP999', true, codes.toSorted()]);
    const changelog = readFileSync(join(path, 'CHANGELOG.md'), 'utf8');
    assert.match(changelog, /NP604, NP999\.\n/);
    assert.doesNotMatch(changelog, /NP.{119}/);
    assert.throws(() => run(process.execPath, resolve('scripts/new-rule.ts'), 'NP999', 'my-rule-name'));
  } finally {
    folder.remove();
  }
});

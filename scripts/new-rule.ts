import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { catalog } from '../src/rules/index.ts';
import { byHand } from './generate/rule-pages.ts';

const usage = 'usage: npm run new-rule -- NP999 name-in-kebab-case\n';
const [code = '', name = ''] = process.argv.slice(2);

if (!/^NP\d{3}$/.test(code) || !/^[a-z]+(-[a-z]+)*$/.test(name)) fail(usage);
const constant = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const files = { [`src/rules/${name}.ts`]: rule(), [`docs/rules/${code}.md`]: page() };
for (const path of Object.keys(files)) if (existsSync(path)) fail(`${path} is there already\n`);
if (readFileSync('src/rules/index.ts', 'utf8').includes(`./${name}.ts`))
  fail(`${name} is registered already\n`);
for (const [path, text] of Object.entries(files)) writeFileSync(path, text);
register();
recordInChangelog();
execFileSync('oxfmt', [`src/rules/${name}.ts`, 'src/rules/index.ts'], { stdio: 'ignore' });
process.stdout.write(
  `Wrote ${Object.keys(files).join(' and ')}, registered the rule in src/rules/index.ts and noted it in CHANGELOG.md.\n` +
    'Write the check and the page, then: npm run generate && npm run check\n',
);

function rule(): string {
  return `import { defineRule } from '../lint/rule.ts';

/** ${code}: what goes wrong, in one sentence. */
export const ${constant} = defineRule({
  code: '${code}',
  name: '${name}',
  severity: 'warning',
  confidence: 'likely',
  summary: 'One sentence: what it finds.',
  needs: ['policy'],
  *check({ policy }) {
    if (policy.podSelector.isEmpty) return;
    yield { path: ['spec', 'podSelector'], message: 'what is wrong, with names', help: 'what to write instead' };
  },
});
`;
}

function page(): string {
  const sections = ['What it finds', 'Why it matters', 'Example', 'Instead', 'When to allow it'];
  return `${byHand}\n\n${sections.map((section) => `## ${section}\n`).join('\n')}`;
}

/** Into the catalog by its code; each rule has a line there. */
function register(): void {
  const path = 'src/rules/index.ts';
  const text = readFileSync(path, 'utf8');
  const imported = text.replace('\n\n', `\nimport { ${constant} } from './${name}.ts';\n\n`);
  const begin = imported.indexOf('= [\n') + '= [\n'.length;
  const lines = imported.slice(begin).split('\n');
  lines.splice(catalog.filter((each) => each.code < code).length, 0, `  ${constant},`);
  writeFileSync(path, imported.slice(0, begin) + lines.join('\n'));
}

/** Among the rules of the newest version. */
function recordInChangelog(): void {
  const path = 'CHANGELOG.md';
  const text = readFileSync(path, 'utf8');
  const added = text.replace(/Rules added: [^.]*\./, (sentence) => {
    const codes = [...(sentence.match(/NP\d{3}/g) ?? []), code].sort();
    return wrapped(`Rules added: ${codes.join(', ')}.`);
  });
  writeFileSync(path, added);
}

function wrapped(sentence: string): string {
  return sentence.replaceAll(/(.{1,119}[,.])(?: |$)/g, '$1\n').trimEnd();
}

function fail(message: string): never {
  process.stderr.write(message);
  process.exit(2);
}

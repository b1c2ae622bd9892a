import { existsSync, readFileSync } from 'node:fs';
import type { Rule } from '../../src/lint/rule.ts';
import { catalog } from '../../src/rules/index.ts';

/** The line of a rule's page below which everything is written by hand. */
export const byHand =
  '<!-- Everything above is generated from the rule, everything below is written by hand. -->';

/** The pages of the rules, each with its head made of the rule, and their index. */
export const rulePages = [
  ...catalog.map((rule) => ({ path: `docs/rules/${rule.code}.md`, render: () => page(rule) })),
  { path: 'docs/rules/README.md', render: index },
];

function page(rule: Rule): string {
  const path = `docs/rules/${rule.code}.md`;
  const text = existsSync(path) ? readFileSync(path, 'utf8') : `${byHand}\n`;
  const [, body = '\n'] = text.split(byHand);
  return `${head(rule)}\n${byHand}\n${body.replace(/^\n*/, '\n')}`;
}

/** Title, summary and properties of a rule's page. */
function head(rule: Rule): string {
  return [
    `# ${rule.code} ${rule.name}`,
    '',
    rule.summary,
    '',
    '| severity | confidence | at admission | needs | uses where known |',
    '| --- | --- | --- | --- | --- |',
    `| ${rule.severity} | ${rule.confidence} | ${effectOf(rule)} | ${list(rule.needs)} | ${list(rule.uses)} |`,
    '',
  ].join('\n');
}

/** What becomes of its findings by default: infos stand in the audit log alone. */
function effectOf({ admission, severity }: Rule): string {
  if (admission === 'deny') return 'denies';
  return severity === 'info' ? 'records' : 'warns';
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '–' : items.join(', ');
}

function index(): string {
  const rows = catalog.map((rule) => {
    const { code, name, severity, summary } = rule;
    return `| [${code}](${code}.md) | ${name} | ${severity} | ${effectOf(rule)} | ${summary} |`;
  });
  return [
    '# Rules',
    '',
    '| code | name | severity | at admission | finds |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

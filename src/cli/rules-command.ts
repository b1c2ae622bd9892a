import type { Rule } from '../lint/rule.ts';
import { pageUrl } from '../lint/ruleset.ts';
import { catalog } from '../rules/index.ts';
import { defineCommand } from './command.ts';
import { status } from './exit-status.ts';

/** `netpol-lint rules`: every rule, as a table or as JSON. */
export const rulesCommand = defineCommand({
  name: 'rules',
  summary: 'List the rules',
  usage: ['rules [--format table|json]'],
  options: [{ name: 'format', value: 'FORMAT', oneOf: ['table', 'json'], help: 'how to print them' }],
  async run(args, io) {
    const [unexpected] = args.positionals;
    if (unexpected !== undefined)
      return { misuse: `rules takes no argument; for one rule: netpol-lint explain ${unexpected}` };
    const json = args.last('format') === 'json';
    io.stdout.write(json ? `${JSON.stringify(catalog.map(entryOf), null, 2)}\n` : ruleTable(catalog));
    return status.clean;
  },
});

function entryOf(rule: Rule): object {
  const { code, name, severity, confidence, admission, summary, needs, uses } = rule;
  return { code, name, severity, confidence, admission, summary, needs, uses, url: pageUrl(code) };
}

function ruleTable(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ name }) => name.length));
  const lines = rules.map(
    ({ code, name, severity, admission, summary }) =>
      `${code}  ${severity.padEnd(7)}  ${admission === 'deny' ? 'denies' : '      '}  ${name.padEnd(width)}  ${summary}\n`,
  );
  return lines.join('');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMisuse } from './arguments.ts';
import { colorOption, painter } from './color.ts';
import { defineCommand } from './command.ts';
import { status } from './exit-status.ts';
import { findRule } from './find-rule.ts';
import { renderMarkdown } from './markdown.ts';

/** `netpol-lint explain RULE`: the page of a rule, from the package itself. */
export const explainCommand = defineCommand({
  name: 'explain',
  summary: 'Show the page of a rule, offline',
  usage: ['explain NP201', 'explain split-peer'],
  options: [colorOption],
  async run(args, io) {
    const [typed, ...others] = args.positionals;
    if (typed === undefined || others.length > 0)
      return { misuse: 'explain takes the code or the name of one rule' };
    const rule = findRule(typed);
    if (isMisuse(rule)) return rule;
    const page = readPage(join(io.packageRoot, 'docs', 'rules', `${rule.code}.md`));
    if (page === undefined)
      return { misuse: `this installation lacks the page of ${rule.code}: docs/rules/${rule.code}.md` };
    io.stdout.write(renderMarkdown(page, painter(args.last('color'), io)));
    return status.clean;
  },
});

function readPage(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

import { tool } from '../report/tool.ts';
import { defineCommand } from './command.ts';
import { status } from './exit-status.ts';

/** `netpol-lint version`: what this is, for people and for scripts. */
export const versionCommand = defineCommand({
  name: 'version',
  summary: 'Print the version',
  usage: ['version [--json]'],
  options: [{ name: 'json', help: 'as a JSON object, with the version of Node' }],
  async run(args, io) {
    const { name, version } = tool;
    const json = JSON.stringify({ name, version, node: process.versions.node });
    io.stdout.write(args.has('json') ? `${json}\n` : `${name} ${version}\n`);
    return status.clean;
  },
});

import { podConnections } from '../connectivity/pod-connections.ts';
import { podConnectionsJson } from '../report/pod-connections.ts';
import { createEngine } from '../semantics/engine/engine.ts';
import { isMisuse } from './arguments.ts';
import { clusterOptions } from './cluster-choice.ts';
import { defineCommand } from './command.ts';
import { readAllFacts } from './read-facts.ts';

/** `netpol-lint map`: who can connect to whom. */
export const mapCommand = defineCommand({
  name: 'map',
  summary: 'Show who can connect to whom',
  usage: ['map PATH... [options]', 'map --cluster [PATH...] [options]'],
  options: [
    { name: 'pods', help: 'each pair of pods and ranges of addresses by itself; with --format json' },
    { name: 'format', value: 'FORMAT', oneOf: ['json'], help: 'how to print it' },
    ...clusterOptions('the live cluster, with the files as if applied on top'),
  ],
  async run(args, io) {
    const read = await readAllFacts(args.positionals, args, io);
    if (isMisuse(read)) return read;
    const engine = createEngine(read.facts.inventory);
    for (const piece of podConnectionsJson(podConnections(engine.connectivity()))) io.stdout.write(piece);
    return read.status;
  },
});

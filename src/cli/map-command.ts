import { type ConnectivityMap, mapOf } from '../connectivity/connectivity-map.ts';
import { exposureOf } from '../connectivity/exposure.ts';
import { gapsOf } from '../connectivity/gaps.ts';
import { podConnections } from '../connectivity/pod-connections.ts';
import { oneLine } from '../model/prose.ts';
import type { Inventory } from '../model/inventory.ts';
import { dotGraph } from '../report/dot.ts';
import { mapGraph } from '../report/map-graph.ts';
import { mapJson } from '../report/map-json.ts';
import { mapTable } from '../report/map-table.ts';
import { mermaidGraph } from '../report/mermaid.ts';
import type { Paint } from '../report/paint.ts';
import { podConnectionsJson } from '../report/pod-connections.ts';
import { createEngine } from '../semantics/engine/engine.ts';
import { isMisuse } from './arguments.ts';
import { clusterOptions, isClusterChosen } from './cluster-choice.ts';
import { colorOption, painter } from './color.ts';
import { defineCommand } from './command.ts';
import type { Output } from './io.ts';
import { readAllFacts } from './read-facts.ts';

const formats: ReadonlyMap<string, (map: ConnectivityMap, paint: Paint) => string> = new Map([
  ['table', mapTable],
  ['json', mapJson],
  ['dot', (map: ConnectivityMap) => dotGraph(mapGraph(map))],
  ['mermaid', (map: ConnectivityMap) => mermaidGraph(mapGraph(map))],
]);

/** `netpol-lint map`: who can connect to whom. */
export const mapCommand = defineCommand({
  name: 'map',
  summary: 'Show who can connect to whom',
  usage: ['map PATH... [options]', 'map --cluster [PATH...] [options]'],
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      oneOf: [...formats.keys()],
      help: 'how to print it, table unless given',
    },
    { name: 'pods', help: 'every pair of pods and ranges of addresses by itself; needs --format json' },
    { name: 'exposure', help: 'imaginary pods, one for each selector, also where pods are known' },
    ...clusterOptions('the pods and policies of the live cluster; files count as if applied on top'),
    colorOption,
  ],
  notes: [
    `PATH is a file, a folder, a glob pattern, or - for standard input. Where no pod or workload is given, the map shows
what the policies mean for imaginary pods, one for each selector.`,
    'Exit status: 0, 2 wrong usage, unreadable input or a policy that is refused, 3 a defect of netpol-lint.',
  ],
  async run(args, io) {
    const format = args.last('format') ?? 'table';
    if (args.positionals.length === 0 && !isClusterChosen(args))
      return { misuse: 'nothing to map: name files, folders, or - for standard input, or say --cluster' };
    if (args.has('pods') && (format !== 'json' || args.has('exposure')))
      return { misuse: '--pods is about known pods and needs --format json' };
    const read = await readAllFacts(args.positionals, args, io);
    if (isMisuse(read)) return read;
    const { inventory } = read.facts;
    if (args.has('pods')) {
      const blocks = createEngine(inventory).connectivity();
      for (const gap of gapsOf(inventory)) io.stderr.write(`cannot tell: ${oneLine(gap)}\n`);
      await writeAll(podConnectionsJson(podConnections(blocks)), io.stdout);
      return read.status;
    }
    const map = mapFor(inventory, args.has('exposure'));
    io.stdout.write(formats.get(format)?.(map, painter(args.last('color'), io)) ?? '');
    return read.status;
  },
});

async function writeAll(pieces: Iterable<string>, output: Output): Promise<void> {
  for (const piece of pieces) {
    output.write(piece);
    if ((await output.drained()) === 'gone') return;
  }
}

function mapFor(inventory: Inventory, isExposure: boolean): ConnectivityMap {
  return isExposure || inventory.pods.size === 0 ? exposureOf(inventory) : mapOf(inventory);
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { addressesOf, type Endpoint } from '../../src/semantics/connection.ts';
import {
  describePorts,
  everyPort,
  everyTransportPort,
  noPorts,
  portRange,
  type PortSet,
  subtractPorts,
  unitePorts,
} from '../../src/semantics/sets/port-set.ts';
import type { Protocol } from '../../src/model/networkpolicy.ts';
import { clusterOf, endpoint } from '../support/asking.ts';
import { type Analyzer, type Flow, type FlowEnds, installAnalyzer, startAnalyzer } from './analyzer.ts';
import { type StatedDifference, statedDifferences } from './stated-differences.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/semantics.md'), 'utf8');
const differences = statedDifferences(page);

describe('a difference that docs/semantics.md states', () => {
  let analyzer: Analyzer;
  before(() => {
    installAnalyzer();
    analyzer = startAnalyzer();
  });
  after(() => analyzer.stop());

  for (const difference of differences) {
    it(difference.title, async () => {
      assert.ok(difference.rows.some(({ they, we }) => they !== we));
      const they = await theirAnswers(analyzer, difference);
      const we = ourAnswers(difference);
      assert.deepEqual(
        difference.rows.map((row, index) => ({ ...row, they: they[index], we: we[index] })),
        difference.rows,
      );
    });
  }

  it('is one of a list without gaps', () => {
    const codes = differences.map(({ title }) => title.split(' ')[0]);
    assert.ok(codes.length > 0);
    assert.deepEqual(
      codes,
      codes.map((_, index) => `D${index + 1}`),
    );
  });
});

function ourAnswers({ objects, rows }: StatedDifference): readonly string[] {
  const inventory = clusterOf(...objects);
  const engine = createEngine(inventory);
  return rows.map(({ connection }) => {
    const [source, destination] = connection.split(' > ').map((end) => endpoint(end, inventory));
    assert.ok(source && destination);
    return describePorts(engine.connections(source, destination) ?? noPorts);
  });
}

async function theirAnswers(
  analyzer: Analyzer,
  { objects, rows }: StatedDifference,
): Promise<readonly string[]> {
  const inventory = clusterOf(...objects);
  const flows = await analyzer.analyze(objects).catch(refusal);
  return rows.map(({ connection }) => {
    if (typeof flows === 'string') return flows;
    const [source, destination] = connection
      .split(' > ')
      .map((end) => ({ end, is: endpoint(end, inventory) }));
    assert.ok(source && destination);
    const own = flows.filter(
      (flow) =>
        isIn(flow.sources, source.end, source.is) && isIn(flow.destinations, destination.end, destination.is),
    );
    return describePorts(own.map(portsOf).reduce(unitePorts, noPorts));
  });
}

function refusal(error: unknown): 'refuse the file' {
  if (error instanceof Error && error.message.includes('refuses the cluster: SyntaxError'))
    return 'refuse the file';
  throw error;
}

function isIn({ pods, addresses }: FlowEnds, name: string, end: Endpoint): boolean {
  if (end.kind === 'pod') return pods.includes(name);
  return addressesOf(end).some((address) =>
    addresses.some(
      ([family, first, last]) =>
        family === address.family && BigInt(first) <= address.value && address.value <= BigInt(last),
    ),
  );
}

function portsOf({ protocols, ports }: Flow): PortSet {
  const sets = protocols.flatMap((protocol) =>
    protocol === 'other'
      ? [subtractPorts(everyPort, everyTransportPort)]
      : ports.map(([first, last]) => portRange(protocol as Protocol, first, last)),
  );
  return sets.reduce(unitePorts, noPorts);
}

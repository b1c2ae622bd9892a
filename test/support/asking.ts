import assert from 'node:assert/strict';
import { inventoryOf } from '../../src/model/given.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import type { Profile } from '../../src/semantics/admitting.ts';
import type { Answer } from '../../src/semantics/answer.ts';
import {
  describeEndpoint,
  type Connection,
  type Endpoint,
  type Traffic,
} from '../../src/semantics/connection.ts';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { hasOtherProtocols, hasPort, noPorts, type PortSet } from '../../src/semantics/sets/port-set.ts';
import { verdict, type Verdict } from '../../src/semantics/verdict.ts';
import type { ApiObject } from './cluster-objects.ts';
import { sharedFamilies } from './pair-oracle.ts';
import { addressOf } from './read-address.ts';

/** The cluster that these objects make, every policy of which must be one that the API server accepts. */
export function clusterOf(...objects: readonly ApiObject[]): Inventory {
  const inventory = inventoryOf(objects, 'default');
  const policies = objects.filter((object) => object['kind'] === 'NetworkPolicy');
  assert.equal(inventory.policies.size, policies.length, 'a policy of the test is not valid, or there twice');
  return inventory;
}

/** `shop/web` is that pod or workload, anything without a slash an address. */
export function endpoint(text: string, { pods }: Inventory): Endpoint {
  const slash = text.indexOf('/');
  if (slash === -1) {
    return { kind: 'address', address: addressOf(text) };
  }
  const pod = pods.get(text.slice(0, slash), text.slice(slash + 1));
  assert.ok(pod, text);
  return { kind: 'pod', pod };
}

/** `80` and `TCP 80` are that TCP port, `UDP 53` is that UDP port, `other` everything that has none. */
export function traffic(text: string): Traffic {
  if (text === 'other') return { protocol: 'other' };
  const [protocol, port] = text.includes(' ') ? text.split(' ') : ['TCP', text];
  assert.ok(protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP', text);
  return { protocol, port: Number(port) };
}

/** Judges `shop/web > shop/db : UDP 53`. */
export function judge(question: string, inventory: Inventory, profile?: Profile): Verdict {
  return verdict(connection(question, inventory), inventory, profile);
}

function connection(question: string, inventory: Inventory): Connection {
  const [source = '', destination = '', what = ''] = question.split(/ [>:] /);
  const ends = { source: endpoint(source, inventory), destination: endpoint(destination, inventory) };
  return { ...ends, ...traffic(what) };
}

/**
 * Asserts the answer to each question of the form that `judge` takes, and that the engine allows what is certainly
 * allowed and nothing else.
 */
export function expectAnswers(
  inventory: Inventory,
  expected: Readonly<Record<string, Answer>>,
  profile?: Profile,
): void {
  const questions = Object.keys(expected);
  assert.ok(questions.length > 0);
  const connections = questions.map((question) => connection(question, inventory));
  const answers = connections.map((asked) => verdict(asked, inventory, profile).answer);
  assert.deepEqual(
    Object.fromEntries(questions.map((question, index) => [question, answers[index]])),
    expected,
  );
  for (const asked of connections) expectOfEngine(asked, inventory, profile);
}

/** Asserts the answer to one connection, of the pairwise reference and of the engine. */
export function expectAnswer(asked: Connection, answer: Answer, inventory: Inventory): void {
  assert.equal(verdict(asked, inventory).answer, answer);
  expectOfEngine(asked, inventory);
}

/** The engine speaks of the policies that it knows, and allows a connection over an IP version or does not. */
function expectOfEngine(asked: Connection, inventory: Inventory, profile?: Profile): void {
  if (inventory.policies.extent().state === 'unknown') return;
  const engine = createEngine(inventory, profile);
  const families =
    asked.family === undefined ? sharedFamilies(asked.source, asked.destination) : [asked.family];
  for (const family of families ?? []) {
    const { answer } = verdict({ ...asked, ...(family && { family }) }, inventory, profile);
    const ports = engine.connections(asked.source, asked.destination, family) ?? noPorts;
    const ends = [asked.source, asked.destination].map(describeEndpoint).join(' > ');
    assert.equal(isIn(asked, ports), answer === 'yes', `the engine on ${ends}`);
  }
}

function isIn(asked: Traffic, ports: PortSet): boolean {
  return asked.protocol === 'other' ? hasOtherProtocols(ports) : hasPort(ports, asked.protocol, asked.port);
}

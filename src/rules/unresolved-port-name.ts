import { type CannotTell, cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import type { PolicyRule } from '../model/networkpolicy.ts';
import { enumerate } from '../model/prose.ts';
import { eachRule, type PlacedRule } from '../model/policy-parts.ts';
import type { Pod } from '../model/pod.ts';
import type { Path } from '../model/pointer.ts';
import { type Destinations, destinationsOf } from '../semantics/ports/destinations.ts';
import {
  describeUnresolved,
  explainUnresolved,
  numbersOf,
  type PortName,
  type Unresolved,
} from '../semantics/ports/port-name.ts';
import { countPods, nameOrCount } from '../semantics/population.ts';

type Known = Facts<'comparable', 'pods' | 'namespaces' | 'services'>;

/** NP406: a port name is looked up on each destination pod, and opens nothing where it is not found. */
export const unresolvedPortName = defineRule({
  code: 'NP406',
  name: 'unresolved-port-name',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A port name that the pods in question do not declare, or that they do not agree about.',
  needs: ['comparable'],
  uses: ['pods', 'namespaces', 'services'],
  *check(facts) {
    const { isolates } = facts.comparable;
    const rules = eachRule(facts.comparable).filter(
      ({ direction, rule }) =>
        isolates.includes(direction) && rule.ports.some(({ kind }) => kind === 'named'),
    );
    for (const placed of rules.slice(0, mostSearches)) {
      if (placed.direction === 'egress') yield* towardsAddresses(placed);
      yield* towardsPods(placed, facts);
    }
    if (rules.length > mostSearches)
      yield cannotTell(`only the port names of ${mostSearches} rules were looked up`);
  },
});

/** Each is looked up on the pods of its destination. */
const mostSearches = 50;

function* namesIn({ rule, path }: PlacedRule): Generator<PortName & { readonly path: Path }> {
  for (const [index, port] of rule.ports.entries()) {
    if (port.kind === 'named') yield { ...port, path: [...path, 'ports', index, 'port'] };
  }
}

function* towardsAddresses(placed: PlacedRule): Iterable<Draft> {
  const ranges = placed.rule.peers.flatMap((peer) => (peer.kind === 'ipBlock' ? peer.cidr.text : []));
  if (ranges.length === 0) return;
  for (const { name, path } of namesIn(placed)) {
    yield {
      path,
      message: `port name ${name} opens nothing towards ${enumerate(ranges, 2)}: only pods have names for ports`,
      help: 'write the number of the port',
    };
  }
}

function* towardsPods(placed: PlacedRule, facts: Known): Iterable<Draft | CannotTell> {
  const { pods, namespaces, comparable: policy } = facts;
  if (pods === undefined) {
    if (placed.direction === 'ingress' || placed.rule.peers.some(({ kind }) => kind === 'pods')) {
      yield cannotTell({ without: 'pods' });
    }
    return;
  }
  const destinations = destinationsOf(policy, placed, { pods, namespaces });
  if (destinations === undefined) return;
  for (const named of namesIn(placed)) {
    const statement = judge(named, placed.rule, destinations, facts);
    if (statement !== undefined)
      yield 'cannotTell' in statement ? statement : { ...statement, path: named.path };
  }
}

type Statement = Omit<Draft, 'path'> | CannotTell;

function judge(
  named: PortName,
  rule: PolicyRule,
  { pods, extent, whole }: Destinations,
  facts: Known,
): Statement | undefined {
  const resolving = pods.filter((pod) => numbersOf(pod, named).length > 0);
  if (resolving.length > 0) return whole ? undefined : disagreement(named, pods, resolving);
  if (injected.has(named.name) && pods.every(({ origin }) => origin !== 'Pod')) return undefined;
  if (extent.state === 'unknown') return cannotTell(extent.reason);
  if (pods.length === 0) return cannotTell('no pod is known on which a port name could be looked up');
  // Files may leave out pods, and may hold only a part of a workload.
  const isSure = extent.state === 'complete' || (!whole && pods.some(({ ports }) => ports.length > 0));
  const why = explainUnresolved(named, pods, facts.services);
  // What is listed beside the name that the pods have is there for other pods, or for later.
  const isBeside = isOpen(why, rule);
  return {
    ...nowhere(named, why, pods),
    ...(isBeside ? { help: `delete it, unless a container port is to be called ${named.name}` } : {}),
    confidence: isSure && !isBeside ? 'likely' : 'possible',
  };
}

/** Names in sidecars that service meshes put into pods, which no template shows. */
const injected: ReadonlySet<string> = new Set(['http-envoy-prom', 'linkerd-admin', 'linkerd-proxy']);

function nowhere(named: PortName, why: Unresolved, pods: readonly Pod[]): Pick<Draft, 'message' | 'help'> {
  const { protocol, name } = named;
  const namespaces = enumerate([...new Set(pods.map((pod) => pod.namespace))]);
  return {
    message: `no container of ${nameOrCount(pods)} in ${namespaces} has a ${protocol} port called ${name}${describeUnresolved(why)}`,
    help: adviceFor(why, named, pods),
  };
}

/** Whether the rule lists the name that is like it, too. */
function isOpen(why: Unresolved, { ports }: PolicyRule): boolean {
  return why.kind === 'similar' && ports.some((port) => port.kind === 'named' && port.name === why.name);
}

function adviceFor(why: Unresolved, { protocol, name }: PortName, pods: readonly Pod[]): string {
  switch (why.kind) {
    case 'protocol':
      return `write protocol: ${why.protocol}, or the name of a ${protocol} port`;
    case 'service':
      return `write port: ${why.target}, to which the Service leads`;
    case 'similar':
      return `write port: ${why.name} if that is what is meant`;
    case 'others':
      return adviceByNumber(name, numbersFor(protocol, pods));
  }
}

function numbersFor(protocol: PortName['protocol'], pods: readonly Pod[]): ReadonlySet<number> {
  const ports = pods.flatMap((pod) => pod.ports.filter((each) => each.protocol === protocol));
  return new Set(ports.map(({ port }) => port));
}

function adviceByNumber(name: string, numbers: ReadonlySet<number>): string {
  const [number, ...others] = numbers;
  return number === undefined || others.length > 0
    ? 'give the container port that name, or write its number'
    : `give container port ${number} the name ${name}, or write port: ${number}`;
}

/** What differs between the pods; those that declare no port at all lose nothing. */
function disagreement(
  named: PortName,
  pods: readonly Pod[],
  resolving: readonly Pod[],
): Omit<Draft, 'path'> | undefined {
  const missing = pods.filter((pod) => pod.ports.length > 0 && !resolving.includes(pod));
  const [without] = missing;
  if (without !== undefined) {
    return {
      severity: 'info',
      message: `${missing.length} of ${countPods(pods)} (${namesOf(missing)}) ${missing.length === 1 ? 'has' : 'have'} no ${named.protocol} port called ${named.name}`,
      help: 'narrow the selector to the pods that have it, or write the number',
    };
  }
  const byNumbers = Map.groupBy(resolving, (pod) => numbersOf(pod, named).join(', '));
  if (byNumbers.size < 2) return undefined;
  const readings = [...byNumbers].map(([numbers, same]) => `${numbers} on ${namesOf(same)}`);
  return {
    severity: 'info',
    message: `port name ${named.name} means ${enumerate(readings)}`,
    help: 'write the number if only one of them is meant: each pod decides what its port names mean',
  };
}

function namesOf(pods: readonly Pod[]): string {
  return enumerate(
    pods.map(({ name }) => name),
    2,
  );
}

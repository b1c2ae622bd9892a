import { type CannotTell, cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { enumerate } from '../lint/text.ts';
import { eachRule, type PlacedRule } from '../model/policy-parts.ts';
import type { Pod } from '../model/pod.ts';
import { destinationsOf } from '../semantics/ports/destinations.ts';
import { countPods } from '../semantics/population.ts';
import { hasPodNumbers, type OnePort, portUse, undeclaredPorts } from '../semantics/ports/port-use.ts';

type Known = Facts<'comparable' | 'pods', 'namespaces' | 'services'>;

/** NP407: containers may listen on ports that they do not declare, but who declares some mostly declares all. */
export const undeclaredPort = defineRule({
  code: 'NP407',
  name: 'undeclared-port',
  severity: 'info',
  confidence: 'likely',
  summary:
    'A port number that no container of the pods in question declares, though all of them declare others.',
  needs: ['comparable', 'pods'],
  uses: ['namespaces', 'services'],
  *check(facts) {
    const rules = eachRule(facts.comparable).filter((placed) => hasPodNumbers(facts.comparable, placed));
    for (const placed of rules.slice(0, mostSearches)) yield* inRule(placed, facts);
    if (rules.length > mostSearches) {
      yield cannotTell(`only the ports of ${mostSearches} rules were compared with those of pods`);
    }
  },
});

/** Each is compared with the pods of its destination. */
const mostSearches = 50;

function* inRule(placed: PlacedRule, facts: Known): Iterable<Draft | CannotTell> {
  const destinations = destinationsOf(facts.comparable, placed, facts);
  if (destinations === undefined) return;
  const { pods, extent, whole } = destinations;
  if (extent.state === 'unknown') {
    yield cannotTell(extent.reason);
    return;
  }
  const isAll = extent.state === 'complete';
  // Of a whole namespace files may show only some pods, and others may be meant.
  if ((whole && !isAll) || !declareAll(pods)) return;
  const ports = undeclaredPorts(placed.rule, pods);
  for (const { index, port } of ports.slice(0, mostSearches)) {
    if (isInjected(port) || portUse(port, pods, facts.services).kind !== 'unmentioned') continue;
    if (!isAll && isBehindService(port, pods, facts)) continue;
    yield draft(port, pods, [...placed.path, 'ports', index, 'port']);
  }
  if (ports.length > mostSearches) yield cannotTell(`only ${mostSearches} ports of a rule were looked for`);
}

function declareAll(pods: readonly Pod[]): boolean {
  return pods.length > 0 && pods.every(({ ports }) => ports.length > 0);
}

/** Whether a Service speaks of the port: its pods may be meant, and may only be missing from the files. */
function isBehindService({ port }: OnePort, pods: readonly Pod[], { services }: Known): boolean {
  return [...new Set(pods.map(({ namespace }) => namespace))].some((namespace) =>
    services
      ?.in(namespace)
      .some(({ ports }) => ports.some((each) => each.port === port || each.targetPort === port)),
  );
}

/** Ports of the sidecars of Istio and Linkerd, which put them into pods as they start and declare few of them. */
function isInjected({ port }: OnePort): boolean {
  return (port >= 15000 && port <= 15099) || [4143, 4190, 4191].includes(port);
}

function draft({ protocol, port }: OnePort, pods: readonly Pod[], path: Draft['path']): Draft {
  const namespaces = enumerate([...new Set(pods.map(({ namespace }) => namespace))]);
  const others = new Set(pods.flatMap(({ ports }) => ports.map((each) => `${each.protocol} ${each.port}`)));
  return {
    path,
    message: `no container of ${countPods(pods)} in ${namespaces} declares ${protocol} ${port}; they declare ${enumerate([...others], 4)}`,
    help: 'compare with what the containers listen on: they need not declare it, but these declare other ports',
  };
}

import { type CannotTell, cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import type { Confidence } from '../lint/severity.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { hasField, isJsonObject, valueAt } from '../model/json.ts';
import { type Path, toPointer } from '../model/pointer.ts';
import { eachRule, type PlacedRule } from '../model/policy-parts.ts';
import type { Pod } from '../model/pod.ts';
import { type Destinations, destinationsOf } from '../semantics/ports/destinations.ts';
import { identityOfService } from '../model/service.ts';
import { isDnsService } from '../semantics/dns/servers.ts';
import { isOpened } from '../semantics/peers/openings.ts';
import {
  hasPodNumbers,
  type OnePort,
  portUse,
  type Translation,
  undeclaredPorts,
} from '../semantics/ports/port-use.ts';

type Known = Facts<'comparable' | 'pods', 'services' | 'namespaces' | 'policies' | 'raw'>;

/** NP405: clients use the port of a Service or of a node, but policies see the port of the pod that it leads to. */
export const servicePort = defineRule({
  code: 'NP405',
  name: 'service-port',
  severity: 'warning',
  confidence: 'likely',
  summary: 'A port that is the Service’s own, or a nodePort, while the pods behind it listen on another.',
  needs: ['comparable', 'pods'],
  uses: ['services', 'namespaces', 'policies', 'raw'],
  *check(facts) {
    const rules = eachRule(facts.comparable).filter((placed) => hasPodNumbers(facts.comparable, placed));
    for (const placed of rules.slice(0, mostSearches)) yield* inRule(placed, facts);
    if (rules.length > mostSearches) {
      yield cannotTell(
        `only the ports of ${mostSearches} rules were compared with those of pods and Services`,
      );
    }
  },
});

/** Each is compared with pods and Services of its destination. */
const mostSearches = 50;

function* inRule(placed: PlacedRule, facts: Known): Iterable<Draft | CannotTell> {
  const destinations = destinationsOf(facts.comparable, placed, facts);
  if (destinations === undefined) return;
  const ports = undeclaredPorts(placed.rule, destinations.pods);
  const unknown = ports.length === 0 ? undefined : whatIsMissing(destinations, facts);
  if (unknown !== undefined) {
    yield cannotTell(unknown);
    return;
  }
  for (const { index, port } of ports.slice(0, mostSearches)) {
    const use = portUse(port, destinations.pods, facts.services);
    const by = use.kind === 'translated' ? closedBehind(port, use.by.filter(isOwn), placed, facts) : [];
    if (by.length > 0)
      yield draft(port, ofOneField(by), destinations.pods, [...placed.path, 'ports', index, 'port'], facts);
  }
  if (ports.length > mostSearches) yield cannotTell(`only ${mostSearches} ports of a rule were looked for`);
}

/** What is wrong with the ports of rules for the DNS of the cluster NP303 says. */
function isOwn({ service }: Translation): boolean {
  return !isDnsService(service);
}

function whatIsMissing(
  { pods, extent }: Destinations,
  { services }: Known,
): CannotTell['cannotTell'] | undefined {
  if (extent.state === 'unknown') return extent.reason;
  if (services === undefined && pods.length > 0) return { without: 'services' };
  for (const { namespace } of pods) {
    const known = services?.extent(namespace);
    if (known?.state === 'unknown') return known.reason;
  }
  return undefined;
}

/** A number that is a port of Services as well as a nodePort is more likely meant as the port. */
function ofOneField(by: readonly Translation[]): readonly Translation[] {
  const asPort = by.filter(({ field }) => field === 'port');
  return asPort.length > 0 ? asPort : by;
}

/** The Services with those of their target ports that no rule opens to the same peers. */
function closedBehind(
  { protocol }: OnePort,
  by: readonly Translation[],
  placed: PlacedRule,
  { comparable: policy, policies, namespaces }: Known,
): readonly Translation[] {
  const inForce = { ...placed, policy, policies: policies?.in(policy.namespace) ?? [policy], namespaces };
  return by
    .map((each) => ({
      ...each,
      targets: each.targets.filter((port) => !isOpened({ protocol, port }, each.behind[0], inForce)),
    }))
    .filter(({ targets }) => targets.length > 0);
}

function draft(
  { protocol, port }: OnePort,
  by: readonly Translation[],
  pods: readonly Pod[],
  path: Draft['path'],
  { comparable: policy, raw }: Known,
): Draft {
  const names = by.map(({ service: { namespace, name } }) =>
    namespace === policy.namespace ? name : `${namespace}/${name}`,
  );
  const numbers = [...new Set(by.flatMap(({ targets }) => targets))].sort((a, b) => a - b).map(String);
  const [services, whose] = by.length === 1 ? ['Service', 'its'] : ['Services', 'their'];
  return {
    path,
    confidence: confidenceIn(pods, new Set(by.flatMap(({ behind }) => behind))),
    message: `${protocol} ${port} is the ${by[0]?.field ?? 'port'} of ${services} ${enumerate(names, 2)}; ${whose} pods listen on ${enumerate(numbers)}, which ${conjugate('stays', numbers.length)} closed`,
    help: `write ${enumerate(numbers)}: policies see the port of the pod, to which the Service leads`,
    ...replacing(path, numbers, raw?.value),
    related: by.slice(0, 3).map(({ service, targets }) => ({
      message: `leads ${port} to ${enumerate(targets.map(String))}`,
      object: identityOfService(service),
      path: ['spec', 'ports'],
    })),
  };
}

/** The one port that is meant, where the number stands alone. */
function replacing(path: Path, numbers: readonly string[], document: unknown): Pick<Draft, 'fix'> {
  const entry = valueAt(document, ...path.slice(0, -1));
  if (numbers.length !== 1 || !isJsonObject(entry) || hasField(entry, 'endPort')) return {};
  const patch = [{ op: 'replace', path: toPointer(path), value: Number(numbers[0]) }] as const;
  return { fix: { safe: false, patch } };
}

/** Pods that declare no port and stand behind no such Service may be those that the number is meant for. */
function confidenceIn(pods: readonly Pod[], behind: ReadonlySet<Pod>): Confidence {
  const others = pods.filter((pod) => pod.ports.length === 0 && !behind.has(pod));
  return others.length > behind.size ? 'possible' : 'likely';
}

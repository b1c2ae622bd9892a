import { type CannotTell, cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { peersField } from '../model/networkpolicy.ts';
import { eachRule, type PlacedRule } from '../model/policy-parts.ts';
import type { Pod } from '../model/pod.ts';
import { everything, type Selector } from '../model/selector.ts';
import {
  declaredBy,
  type DeclaredInstead,
  explainUndeclared,
  protocolsOpenToPeers,
  type RuleOnPods,
} from '../semantics/ports/declared-instead.ts';
import { type Destinations, destinationsOf } from '../semantics/ports/destinations.ts';
import { nameOrCount } from '../semantics/population.ts';
import {
  hasPodNumbers,
  type OnePort,
  type PortNumbers,
  portUse,
  undeclaredRanges,
} from '../semantics/ports/port-use.ts';
import { impliesSelector, selectorSetOf } from '../semantics/sets/selector-set.ts';
import { mayBeOfMissingPods } from '../semantics/services/missing-pods.ts';

type Known = Facts<'comparable' | 'pods', 'namespaces' | 'services' | 'policies'>;

/** NP407: containers may listen on ports that they do not declare, but who declares some mostly declares all. */
export const undeclaredPort = defineRule({
  code: 'NP407',
  name: 'undeclared-port',
  severity: 'info',
  confidence: 'likely',
  summary: 'A port that no container of the pods in question declares, though all of them declare others.',
  needs: ['comparable', 'pods'],
  uses: ['namespaces', 'services', 'policies'],
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
  // Of a whole namespace files may show only some pods, and others may be meant.
  const isPart = extent.state !== 'complete' && (whole || meansOthersToo(placed, pods, facts));
  if (isPart || !declareAll(pods)) return;
  const rule = { ...facts, policy: facts.comparable, placed, destinations: pods };
  const ranges = undeclaredRanges(placed.rule, pods);
  for (const { index, numbers } of ranges.slice(0, mostSearches)) {
    if (isSpokenFor(numbers, destinations, placed, facts)) continue;
    const statement = judge(numbers, rule, facts);
    if (statement !== undefined) yield { ...statement, path: [...placed.path, 'ports', index, 'port'] };
  }
  if (ranges.length > mostSearches) yield cannotTell(`only ${mostSearches} ports of a rule were looked for`);
}

/** Whether the only pods that are found are those of the policy itself, and the peers ask for less than it does. */
function meansOthersToo(
  { direction, rule }: PlacedRule,
  pods: readonly Pod[],
  { comparable: { namespace, podSelector } }: Known,
): boolean {
  if (direction === 'ingress' || podSelector.isEmpty) return false;
  const isOwn = (pod: Pod): boolean => pod.namespace === namespace && podSelector.matches(pod.labels);
  const own = selectorSetOf(podSelector);
  const isWider = rule.peers.every(
    (peer) => peer.kind === 'pods' && !impliesSelector(selectorSetOf(peer.podSelector ?? everything), own),
  );
  return isWider && pods.every(isOwn);
}

function declareAll(pods: readonly Pod[]): boolean {
  return pods.length > 0 && pods.every(({ ports }) => ports.length > 0);
}

/** Whether a Service leads to the port, another rule speaks of it, or pods may be meant that are missing from the files. */
function isSpokenFor(
  numbers: PortNumbers,
  { pods, extent }: Destinations,
  { direction, rule }: PlacedRule,
  facts: Known,
): boolean {
  const { protocol, first: port, last } = numbers;
  if (port === last && portUse({ protocol, port }, pods, facts.services).kind !== 'unmentioned') return true;
  if (isInjected(numbers)) return true;
  if (extent.state === 'complete') return false;
  const selectors: readonly Selector[] =
    direction === 'ingress'
      ? [facts.comparable.podSelector]
      : rule.peers.flatMap((peer) => (peer.kind === 'pods' ? (peer.podSelector ?? everything) : []));
  const places = new Set(pods.map(({ namespace }) => namespace));
  return [...places].some((namespace) => mayBeOfMissingPods(numbers, namespace, selectors, facts));
}

/** Ports of the sidecars of Istio and Linkerd, which put them into pods as they start and declare few of them. */
function isInjected({ first, last }: PortNumbers): boolean {
  return (first >= 15000 && last <= 15099) || (first === last && [4143, 4190, 4191].includes(first));
}

type Statement = Omit<Draft, 'path'>;
type Owned = Extract<DeclaredInstead, { readonly owners: readonly Pod[] }>;

function judge(numbers: PortNumbers, rule: RuleOnPods, facts: Known): Statement | undefined {
  if (numbers.first !== numbers.last) return ofRange(numbers, rule, facts);
  const { placed, destinations: pods } = rule;
  const wanted = { protocol: numbers.protocol, port: numbers.first };
  const instead = explainUndeclared(wanted, rule);
  if (instead === undefined) return undefined;
  if (instead.kind === 'swapped' || instead.kind === 'owned') {
    return { severity: 'warning', ...ofOwner(instead, wanted, pods, placed, facts) };
  }
  return {
    // NP302 speaks of DNS over one protocol alone.
    severity: instead.kind === 'others' || wanted.port === 53 ? 'info' : 'warning',
    message: `${theyDeclare(pods, facts, wanted)}, not ${describePort(wanted, declaredBy(pods))}`,
    help: adviceFor(instead, wanted),
  };
}

/** A range is written for what is in it, unless the ports that the pods declare are open beside it. */
function ofRange(
  { protocol, first, last }: PortNumbers,
  rule: RuleOnPods,
  facts: Known,
): Statement | undefined {
  const pods = rule.destinations;
  const declared = declaredBy(pods).filter((each) => each.protocol === protocol);
  if (declared.length === 0 || declaredBy(pods).length > mostSearches) return undefined;
  if (protocolsOpenToPeers(rule).has(protocol)) return undefined;
  return {
    message: `${theyDeclare(pods, facts)}, none of it in ${first}-${last}`,
    help: `let the range hold ${theOne(declared)}, unless a container listens in it without declaring it`,
  };
}

/** `Deployment web declares TCP 8080`, the port of that number first. */
function theyDeclare(pods: readonly Pod[], { comparable: policy }: Known, wanted?: OnePort): string {
  const declared = declaredBy(pods).toSorted(
    (one, other) => Number(other.port === wanted?.port) - Number(one.port === wanted?.port),
  );
  const ports = declared.map(({ protocol, port }) => `${protocol} ${port}`);
  return `${nameAll(pods, policy.namespace)} ${conjugate('declares', pods.length)} ${enumerate(ports, 4)}`;
}

function nameAll(pods: readonly Pod[], namespace: string): string {
  const places = [...new Set(pods.map((pod) => pod.namespace))];
  const names = nameOrCount(pods);
  return places.length === 1 && places[0] === namespace ? names : `${names} of ${enumerate(places)}`;
}

/** The port without its protocol where everything else has the same. */
function describePort({ protocol, port }: OnePort, beside: readonly OnePort[]): string {
  return beside.every((each) => each.protocol === protocol) ? String(port) : `${protocol} ${port}`;
}

function theOne(declared: readonly OnePort[]): string {
  return declared.length === 1 ? String(declared[0]?.port) : 'the one that is meant';
}

function adviceFor(instead: Exclude<DeclaredInstead, Owned>, wanted: OnePort): string {
  switch (instead.kind) {
    case 'protocol':
      return `write protocol: ${instead.protocol} beside port: ${wanted.port}${wanted.protocol === 'TCP' ? '; without it the protocol is TCP' : ''}`;
    case 'served':
      return `write ${instead.port}, to which Service ${instead.service.name} leads and which is closed to everyone`;
    case 'others':
      return `${instead.closed.length === 0 ? 'delete it' : `write ${theOne(instead.closed)}`}, unless a container listens on ${wanted.port} without declaring it`;
  }
}

function ofOwner(
  { kind, owners }: Owned,
  wanted: OnePort,
  pods: readonly Pod[],
  { direction }: PlacedRule,
  { comparable: { namespace, podSelector } }: Known,
): Pick<Draft, 'message' | 'help'> {
  const [owner, own] = [nameAll(owners, namespace), nameAll(pods, namespace)];
  const [selected, peer] = ['which podSelector selects', 'the peer'];
  const [mine, theirs] = direction === 'ingress' ? [selected, peer] : [peer, selected];
  const field = peersField(direction);
  const advice =
    kind === 'swapped'
      ? `swap the labels of podSelector and ${field}`
      : `select ${owner}${direction === 'ingress' ? labelsOf(owners, podSelector) : ''}`;
  return {
    message: `${wanted.protocol} ${wanted.port} is a port of ${owner}${kind === 'swapped' ? `, ${theirs},` : ''} and not of ${own}, ${mine}`,
    help: `${advice}, or write ${portsOf(pods)}`,
  };
}

/** The labels that select the pods instead, under the same keys: ` (app: mysql)`. */
function labelsOf([owner]: readonly Pod[], { requirements }: Selector): string {
  const labels = requirements.flatMap(({ key }) => {
    const value = owner?.labels.get(key);
    return value === undefined ? [] : `${key}: ${value}`;
  });
  return labels.length === requirements.length && labels.length > 0 ? ` (${enumerate(labels)})` : '';
}

function portsOf(pods: readonly Pod[]): string {
  const declared = declaredBy(pods);
  return declared.length === 1
    ? `${declared[0]?.port}, which these pods declare`
    : 'a port that these pods declare';
}

import type { Inventory } from '../../model/inventory.ts';
import {
  type NetworkPolicy,
  oppositeOf,
  type Peer,
  type PolicyPort,
  type Protocol,
} from '../../model/networkpolicy.ts';
import type { PlacedRule } from '../../model/policy-parts.ts';
import type { ContainerPort, Pod } from '../../model/pod.ts';
import { valuesAskedFor } from '../../model/selector.ts';
import { rememberedOf } from '../../model/remembered.ts';
import type { Service } from '../../model/service.ts';
import { rulesOpening } from '../admitting.ts';
import { isolating } from '../isolation.ts';
import { isOpened } from '../peers/openings.ts';
import { leadsTo, targetNumbers } from '../services/service-targets.ts';
import { dataStoreOf } from './data-stores.ts';
import { destinationsOf, type PodFacts } from './destinations.ts';
import { portTermsOf, shareAPort } from './port-terms.ts';
import { type OnePort, portKey } from './port-use.ts';

/** What the pods of a rule declare instead of a port that it opens, in the order in which it is likely what was meant. */
export type DeclaredInstead =
  /** The same number for another protocol, which stays closed. */
  | { readonly kind: 'protocol'; readonly protocol: Protocol }
  /** It is a port of the pods at the other end of the rule: the two selectors look swapped. */
  | { readonly kind: 'swapped'; readonly owners: readonly Pod[] }
  /** It is a port of other pods, and the rule opens none that its own declare. */
  | { readonly kind: 'owned'; readonly owners: readonly Pod[] }
  /** A Service leads to another port, which no policy opens to anyone. */
  | { readonly kind: 'served'; readonly port: number; readonly service: Service }
  /** Others, of which nothing more is known: those that the rule does not open. */
  | { readonly kind: 'others'; readonly closed: readonly OnePort[] };

/**
 * A rule, the pods that it leads to, and what is known around it, at one instant: what does not depend on the port that is
 * asked about is found once for all of them, for a policy may have hundreds.
 */
export interface RuleOnPods extends PodFacts {
  readonly policy: NetworkPolicy;
  readonly placed: PlacedRule;
  readonly destinations: readonly Pod[];
  readonly services: Inventory['services'] | undefined;
  readonly policies: Inventory['policies'] | undefined;
}

/** Explains why none of the destination pods of a rule declares the port; undefined where it is open beside its twin. */
export function explainUndeclared(wanted: OnePort, rule: RuleOnPods): DeclaredInstead | undefined {
  const declared = declaredBy(rule.destinations);
  const twin = declared.find(({ port }) => port === wanted.port);
  if (twin !== undefined) {
    return isOpenToPeers(twin, rule) ? undefined : { kind: 'protocol', protocol: twin.protocol };
  }
  const others = { kind: 'others', closed: closedIn(rule) } as const;
  // A rule that opens a port of its pods as well is not all a slip.
  if (others.closed.length < declared.length || declared.every(isWatched)) return others;
  const owned = ownedByOthers(wanted, rule);
  const served = isForWatching(wanted, rule.placed, rule.policy) ? undefined : ownService(rule);
  return owned ?? served ?? others;
}

/** Every port that one of the pods declares, once. */
export const declaredBy: (pods: readonly Pod[]) => readonly ContainerPort[] = rememberedOf((pods) => [
  ...new Map(pods.flatMap(({ ports }) => ports.map((each) => [portKey(each), each]))).values(),
]);

/** The protocols of which the peers of the rule may use a port that one of its pods declares. */
export const protocolsOpenToPeers: (rule: RuleOnPods) => ReadonlySet<Protocol> = rememberedOf((rule) => {
  const open = declaredBy(rule.destinations).filter((port) => isOpenToPeers(port, rule));
  return new Set(open.map(({ protocol }) => protocol));
});

/** Whether the peers of the rule may use a port that one of its pods declares. */
function isOpenToPeers(
  { protocol, port }: OnePort,
  { destinations, placed, policy, policies, namespaces }: RuleOnPods,
): boolean {
  const declaring = destinations.find((pod) => declares(pod, { protocol, port }));
  const inForce = { ...placed, policy, policies: policies?.in(policy.namespace) ?? [policy], namespaces };
  return declaring !== undefined && isOpened({ protocol, port }, declaring, inForce);
}

function declares({ ports }: Pod, { protocol, port }: OnePort): boolean {
  return ports.some((each) => each.protocol === protocol && each.port === port);
}

/** Those ports that the pods declare and the rule does not open. */
const closedIn = rememberedOf(({ placed, destinations }: RuleOnPods): readonly OnePort[] => {
  const opened = portTermsOf(placed.rule.ports);
  return declaredBy(destinations).filter((port) => !shareAPort(opened, portTermsOf(entriesFor(port))));
});

function entriesFor({ protocol, port, name }: ContainerPort): readonly PolicyPort[] {
  const number = { kind: 'range', protocol, first: port, last: port } as const;
  return name === undefined ? [number] : [number, { kind: 'named', protocol, name }];
}

/** Whose port it is, where it is one that tells whose it must be: of a database, or of what the policy is named after. */
function ownedByOthers(wanted: OnePort, rule: RuleOnPods): DeclaredInstead | undefined {
  const isTelling = ({ name }: Pod): boolean => isOfStore(wanted) || name === rule.policy.name;
  const atOtherEnd = declaring(otherEndOf(rule), wanted);
  if (atOtherEnd.some(isTelling)) return { kind: 'swapped', owners: atOtherEnd };
  const places = new Set(rule.destinations.map(({ namespace }) => namespace));
  const owners = [...places].flatMap((namespace) => declaring(rule.pods.in(namespace), wanted));
  return owners.some(isTelling) ? { kind: 'owned', owners } : undefined;
}

const otherEndOf = rememberedOf((rule: RuleOnPods): readonly Pod[] => {
  const { placed, policy } = rule;
  return destinationsOf(policy, { ...placed, direction: oppositeOf(placed.direction) }, rule)?.pods ?? [];
});

function isOfStore({ protocol, port }: OnePort): boolean {
  return dataStoreOf({ kind: 'range', protocol, first: port, last: port }) !== undefined;
}

function declaring(pods: readonly Pod[], port: OnePort): readonly Pod[] {
  return declarersIn(pods).get(portKey(port)) ?? [];
}

const declarersIn = rememberedOf((pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> => {
  const index = new Map<string, Pod[]>();
  for (const pod of pods) {
    for (const key of new Set(pod.ports.map(portKey))) {
      const same = index.get(key);
      if (same === undefined) index.set(key, [pod]);
      else same.push(pod);
    }
  }
  return index;
});

/** Who reads metrics uses no Service, and few declare the ports of these. */
function isForWatching({ port }: OnePort, { rule: { peers } }: PlacedRule, { name }: NetworkPolicy): boolean {
  return (port >= 9090 && port <= 9999) || watchers.test(name) || peers.some(isWatcher);
}

function isWatcher(peer: Peer): boolean {
  if (peer.kind === 'ipBlock') return false;
  const selectors = [peer.podSelector, peer.namespaceSelector];
  const requirements = selectors.flatMap((selector) => selector?.requirements ?? []);
  return requirements.some((each) => [each.key, ...valuesAskedFor(each)].some((word) => watchers.test(word)));
}

/** Who declares nothing but a port for metrics leaves out the one that matters. */
function isWatched({ name }: ContainerPort): boolean {
  return name !== undefined && watchers.test(name);
}

const watchers = /prometheus|monitor|metric|grafana|datadog|telemetry|otel|victoria|health|probe/i;

/** The only port of the pods, where a Service leads to it and it is closed to everyone. */
const ownService = rememberedOf((rule: RuleOnPods): DeclaredInstead | undefined => {
  const { policy, placed, destinations, services, policies } = rule;
  const [declared, another] = declaredBy(destinations);
  if (placed.direction !== 'ingress' || policies === undefined) return undefined;
  if (declared === undefined || another !== undefined) return undefined;
  const distinct = [...new Map(destinations.map((pod) => [pod.labels, pod])).values()];
  const service = services
    ?.in(policy.namespace)
    .find((each) => distinct.every((pod) => leadsTo(each, pod) && leadsToPort(each, declared, pod)));
  if (service === undefined || distinct.some((pod) => isOpenToSome(declared, pod, policies)))
    return undefined;
  return { kind: 'served', port: declared.port, service };
});

function isOpenToSome(port: OnePort, pod: Pod, policies: Inventory['policies']): boolean {
  return isolating(pod, 'ingress', { policies }).some((each) => rulesOpening(port, pod, each).length > 0);
}

function leadsToPort({ ports }: Service, { protocol, port }: OnePort, pod: Pod): boolean {
  return ports.some((each) => each.protocol === protocol && targetNumbers(each, pod).includes(port));
}

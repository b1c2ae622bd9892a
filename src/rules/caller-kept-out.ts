import { type CannotTell, cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import type { Confidence } from '../lint/severity.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { qualifiedName } from '../model/identity.ts';
import { type Direction, type NetworkPolicy, peersField, rulesOf } from '../model/networkpolicy.ts';
import { identityOfService } from '../model/service.ts';
import { portAdmits } from '../semantics/admitting.ts';
import { isDnsService } from '../semantics/dns/servers.ts';
import { matching } from '../semantics/matching.ts';
import { nameOfPodIn } from '../semantics/population.ts';
import { type Denials, helpFor, lackOf } from '../semantics/services/call-words.ts';
import { selectsPod } from '../semantics/selecting.ts';
import { callersIn, callersOf } from '../semantics/services/callers.ts';
import { weightOf } from '../semantics/services/call-weight.ts';
import { type Call, type CallVerdict, callOf, judgeCall } from '../semantics/services/calls.ts';
import { type Denial, hasOtherCause } from '../semantics/services/other-causes.ts';
import { allPodsBehind, servicesByPod } from '../semantics/services/service-targets.ts';

type Known = Facts<'intact' | 'comparable' | 'policies' | 'pods', 'services' | 'namespaces'>;

/** NP415: a workload that is given the address of a Service calls it, and the policies have to let it. */
export const callerKeptOut = defineRule({
  code: 'NP415',
  name: 'caller-kept-out',
  severity: 'warning',
  confidence: 'likely',
  assumes: 'noOtherPolicies',
  summary: 'Pods that are given the address of a Service, and no rule that lets them reach its pods.',
  needs: ['intact', 'comparable', 'policies', 'pods'],
  uses: ['services', 'namespaces'],
  *check(facts) {
    const { intact: policy, pods, services } = facts;
    const neighbours = pods.in(policy.namespace);
    if (matching(policy.podSelector, neighbours).length === 0) return;
    if (services === undefined) {
      const isOpen = neighbours.some(({ calledHosts }) => calledHosts !== undefined);
      if (isOpen) yield cannotTell({ without: 'services' });
      return;
    }
    for (const direction of policy.isolates) yield* atEnd(direction, { ...facts, services });
  },
});

type Informed = Known & Facts<'services', never>;

function* atEnd(direction: Direction, facts: Informed): Iterable<Draft | CannotTell> {
  const calls = direction === 'ingress' ? callsOfSelected(facts) : callsBySelected(facts);
  const denials: Denial[] = [];
  const gaps = new Set<string>();
  let left = mostConnections;
  for (const call of calls) {
    left -= weightOf(call, facts);
    if (left < 0) break;
    const { denial, gap } = judge(call, direction, facts);
    if (denial !== undefined) denials.push(denial);
    if (gap !== undefined) gaps.add(gap);
  }
  for (const gap of gaps) yield cannotTell(gap);
  if (left < 0) yield cannotTell('only some of so many connections to Services were looked at');
  const byPort = Map.groupBy(
    denials,
    ({ call: { service, port, caller } }) => `${qualifiedName(service)}:${port} ${caller.called.to}`,
  );
  for (const [first, ...others] of byPort.values()) {
    if (first !== undefined) yield draft([first, ...others], facts);
  }
}

/** For one policy and one direction. */
const mostConnections = 500;

/** Who calls the Services that lead to the pods. */
function* callsOfSelected({ intact: policy, pods, services }: Informed): Iterable<Call> {
  const neighbours = pods.in(policy.namespace);
  const byPod = servicesByPod(services.in(policy.namespace), neighbours);
  const called = matching(policy.podSelector, neighbours).flatMap((pod) => byPod.get(pod) ?? []);
  for (const service of new Set(called)) {
    const behind = allPodsBehind(service, neighbours);
    for (const caller of callersOf(service, pods)) yield* callIn(caller, service, behind);
  }
}

/** Which Services the pods call. */
function* callsBySelected({ intact: policy, pods, services }: Informed): Iterable<Call> {
  for (const [key, callers] of callersIn(pods.in(policy.namespace))) {
    const own = callers.filter((caller) => caller.pods.some((pod) => selectsPod(policy, pod)));
    const [namespace = '', name = ''] = key.split('/');
    const service = own.length === 0 ? undefined : services.get(namespace, name);
    if (service === undefined) continue;
    const behind = allPodsBehind(service, pods.in(namespace));
    for (const caller of own) yield* callIn(caller, service, behind);
  }
}

function* callIn(...[caller, service, behind]: Parameters<typeof callOf>): Iterable<Call> {
  if (isDnsService(service)) return;
  const call = callOf(caller, service, behind);
  if (call !== undefined) yield call;
}

interface Judgement {
  /** That the policies keep the call out at this end, if it is this policy that is to say so. */
  readonly denial?: Denial;
  /** What must be known to tell. */
  readonly gap?: string | undefined;
}

function judge(call: Call, direction: Direction, facts: Informed): Judgement {
  const verdict = judgeCall(call, facts);
  const side = verdict.sides[direction];
  if (verdict.admitted === 'unknown' && side.kind === 'cannotTell') return { gap: side.reasons[0] };
  const policies = verdict.denied[direction];
  if (verdict.admitted !== 'no' || policies === undefined || isForOthers(call, verdict)) return {};
  const ranks = policies.map((each) => ({ each, rank: rankOf(each, direction, call) }));
  const speaker = ranks.reduce((first, next) => (next.rank < first.rank ? next : first)).each;
  const denial = { call, verdict, direction, policies };
  return speaker !== facts.intact || hasOtherCause(denial, facts) ? {} : { denial };
}

/** Whether it comes with what everybody is given, to a workload whose egress has been thought of without it. */
function isForOthers({ caller }: Call, { denied }: CallVerdict): boolean {
  return caller.called.to === 'everyone' && denied.egress !== undefined;
}

/** Text that is less for the policy that is to speak first: one for these pods that opens the port; a default deny last. */
function rankOf(policy: NetworkPolicy, direction: Direction, call: Call): string {
  const isDenial = rulesOf(policy, direction).length === 0;
  const opens = openingRule(policy, direction, call) !== -1;
  return [isDenial, policy.podSelector.isEmpty, !opens].map(Number).join('') + policy.name;
}

/** The position of the first rule that names ports and opens the one that is called to somebody; -1 if there is none. */
function openingRule(
  policy: NetworkPolicy,
  direction: Direction,
  { protocol, target, callees }: Call,
): number {
  const traffic = { protocol, port: target };
  return rulesOf(policy, direction).findIndex(({ ports }) =>
    ports.some((port) => callees.some((pod) => portAdmits(port, traffic, { kind: 'pod', pod }))),
  );
}

function draft(denials: Denials, { intact: policy, policies }: Informed): Draft {
  const [{ call, direction, policies: isolating }] = denials;
  const { service, port } = call;
  const callers = [
    ...new Set(denials.map(({ call: { caller } }) => nameOfPodIn(caller.pods[0], policy.namespace))),
  ];
  const host = service.namespace === policy.namespace ? service.name : `${service.name}.${service.namespace}`;
  const by = [...new Set(denials.map(({ call: { caller } }) => caller.called.by))];
  const index = openingRule(policy, direction, call);
  const isOpenElsewhere = policies.extent(policy.namespace).state !== 'complete';
  return {
    path:
      index !== -1
        ? ['spec', direction, index, peersField(direction)]
        : ['spec', ...(rulesOf(policy, direction).length > 0 ? [direction] : ['podSelector'])],
    confidence:
      call.caller.called.to === 'everyone' ? 'possible' : confidenceOf(isolating, direction, isOpenElsewhere),
    message: `${enumerate(callers, 2)} ${conjugate('is', callers.length)} given ${host}:${port} (${enumerate(by, 2)}), but ${lackOf(denials[0], callers.length)}`,
    help: helpFor(denials, policy, index !== -1) + (call.caller.called.to === 'everyone' ? ifNeeded : ''),
    related: [{ message: 'leads to the port', object: identityOfService(service), path: ['spec', 'ports'] }],
  };
}

/** Of a whole ConfigMap nobody needs everything. */
const ifNeeded = ', if it is called';

/** Who denies all mostly has other policies for what is needed, and files do not always show them. */
function confidenceOf(
  isolating: readonly NetworkPolicy[],
  direction: Direction,
  isOpenElsewhere: boolean,
): Confidence {
  const isDenial = isolating.every((each) => rulesOf(each, direction).length === 0);
  const isBaseline = isolating.every(({ podSelector }) => podSelector.isEmpty);
  return isDenial || (isBaseline && isOpenElsewhere) ? 'possible' : 'likely';
}

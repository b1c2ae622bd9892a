import { cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { hasField, valueAt } from '../model/json.ts';
import type { IngressKind } from '../model/ingress.ts';
import type { Confidence } from '../lint/severity.ts';
import { enumerate } from '../model/prose.ts';
import { onlyNumberOf } from '../model/networkpolicy.ts';
import { identityOfService, type Service } from '../model/service.ts';
import { anyOf } from '../semantics/answer.ts';
import { admitsFromOutside } from '../semantics/services/entry-admission.ts';
import { nameAndCount } from '../semantics/population.ts';
import { portUse } from '../semantics/ports/port-use.ts';
import { openingRuleIndex, speaksFor } from '../semantics/services/port-speaker.ts';
import {
  podPortsBehind,
  podPortsOf,
  type PodPort,
  type PodPorts,
} from '../semantics/services/service-ports.ts';

type Known = Facts<'comparable' | 'policies', 'ingresses' | 'services' | 'pods' | 'raw'>;

/** NP413: what is to be reached from outside, by an Ingress or a Service of its own, must be let in from there. */
export const entryCutOff = defineRule({
  code: 'NP413',
  name: 'entry-cut-off',
  severity: 'warning',
  confidence: 'likely',
  assumes: 'noOtherPolicies',
  summary:
    'Pods behind an Ingress or a Service for clients outside, without a rule that lets anything in from there.',
  needs: ['comparable', 'intact', 'policies'],
  uses: ['ingresses', 'services', 'pods', 'raw'],
  *check(facts) {
    const { comparable: policy, ingresses } = facts;
    if (!policy.isolates.includes('ingress') || isSilentDenial(facts)) return;
    if (ingresses === undefined) yield cannotTell({ without: 'ingresses' });
    const entries = [...byIngress(facts), ...byService(facts)];
    // One reason tells enough: an Ingress leads to many Services.
    const [gap] = entries.flatMap(({ gaps }) => gaps);
    if (gap !== undefined) yield cannotTell(gap);
    for (const entry of entries) yield* inEntry(entry, facts);
  },
});

/** A way in: what makes it, and where it ends. Its pods are cut off when every one of the ports is closed. */
interface Entry extends PodPorts {
  readonly by: string;
  readonly related: NonNullable<Draft['related']>[number];
  readonly confidence: Confidence;
  /** Completes "admit on TCP 8080 …". */
  readonly through: string;
}

/** Who denies everything to a whole namespace has other policies for what is needed, as far as is known. */
function isSilentDenial({ comparable: { podSelector, ingress, namespace }, policies }: Known): boolean {
  return podSelector.isEmpty && ingress.length === 0 && policies.extent(namespace).state !== 'complete';
}

function byIngress(facts: Known): readonly Entry[] {
  const { comparable: policy, ingresses } = facts;
  const found = (ingresses?.in(policy.namespace) ?? []).flatMap((ingress) =>
    ingress.backends.map((backend): Entry => {
      const { kind, namespace, name } = ingress;
      const by = `${kind} ${name}`;
      const object = { apiVersion: apiVersionOf[kind], kind, namespace, name };
      return {
        by,
        related: { message: 'leads to the Service', object },
        confidence: ingress.gatewayHere === true ? 'possible' : 'likely',
        through: throughOf[kind],
        ...podPortsBehind({ ...backend, namespace, by }, policy, facts),
      };
    }),
  );
  return [...Map.groupBy(found, keyOf).values()].flatMap(([first]) => first ?? []);
}

const apiVersionOf: { readonly [Kind in IngressKind]: string } = {
  Ingress: 'networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  GRPCRoute: 'gateway.networking.k8s.io/v1',
  Route: 'route.openshift.io/v1',
};

const throughOf: { readonly [Kind in IngressKind]: string } = {
  Ingress: 'the pods of the ingress controller, by a namespaceSelector, or addresses by an ipBlock',
  HTTPRoute: 'the pods of the Gateway, by a namespaceSelector, or addresses by an ipBlock',
  GRPCRoute: 'the pods of the Gateway, by a namespaceSelector, or addresses by an ipBlock',
  Route: 'the router, by a namespaceSelector with policy-group.network.openshift.io/ingress: ""',
};

function keyOf({ ports, gaps }: Entry): string {
  return JSON.stringify([ports.map(({ service, port }) => [service.name, port]), gaps]);
}

/** Of Services that are not known nobody can say that one is for clients outside; most are not. */
function byService(facts: Known): readonly Entry[] {
  const { comparable: policy, services } = facts;
  const entries = (services?.in(policy.namespace) ?? []).filter(isEntry);
  return entries.map((service) => ({
    by: `${service.type} Service ${service.name}`,
    related: {
      message: 'leads to the port',
      object: identityOfService(service),
      path: ['spec', 'ports'],
    },
    // Many Services have a node port that nobody uses.
    confidence: service.type === 'NodePort' ? 'possible' : 'likely',
    through: 'the clients by an ipBlock: their addresses, or those of the nodes that pass them on',
    ...podPortsOf(service, service.ports, policy, facts),
  }));
}

function isEntry({ type }: Service): boolean {
  return type === 'LoadBalancer' || type === 'NodePort';
}

function* inEntry(entry: Entry, facts: Known): Iterable<Draft> {
  const answers = entry.ports.map((port) =>
    anyOf(port.pods.map((pod) => admitsFromOutside(pod, port, facts))),
  );
  const [first] = entry.ports;
  if (first === undefined || answers.includes('yes') || opensOtherSide(first, facts)) return;
  const { comparable: policy, policies, judged } = facts;
  const podPort = entry.ports.find((port) => openingRuleIndex(port, policy) !== undefined) ?? first;
  if (!speaksFor(podPort, policy, { policies: policies.in(policy.namespace), judged })) return;
  yield draft(entry, podPort, answers.includes('unknown') || isDenial(facts), facts);
}

/** NP405 says that the port of the Service, or of the nodes, is not that of the pods, to whoever opens it instead. */
function opensOtherSide({ replicas }: PodPort, { comparable: policy, services }: Known): boolean {
  return policy.ingress.some(({ ports }) =>
    ports.some((entry) => {
      const port = onlyNumberOf(entry);
      if (port === undefined || replicas.some((pod) => pod.ports.some((each) => each.port === port)))
        return false;
      return portUse({ protocol: entry.protocol, port }, replicas, services).kind === 'translated';
    }),
  );
}

/** Who denies all ingress mostly has other policies for what is needed; who wrote of egress alone may not know that it is. */
function isDenial({ comparable: { ingress, egress }, raw }: Known): boolean {
  const isUnwritten =
    raw !== undefined && egress.length > 0 && !hasField(valueAt(raw.value, 'spec'), 'policyTypes');
  return ingress.length === 0 && !isUnwritten;
}

function draft(entry: Entry, podPort: PodPort, isDoubtful: boolean, { comparable: policy }: Known): Draft {
  const index = openingRuleIndex(podPort, policy);
  const ports = [...new Set(entry.ports.map(({ protocol, port }) => `${protocol} ${port}`))];
  return {
    path: index === undefined ? ['spec', 'podSelector'] : ['spec', 'ingress', index, 'from'],
    confidence: isDoubtful ? 'possible' : entry.confidence,
    message: `${entry.by} leads to ${enumerate(ports)} of ${nameAndCount(podPort.replicas)}, and no rule lets anything in there from outside of ${policy.namespace}`,
    help: `admit on ${enumerate(ports)} ${entry.through}`,
    related: [entry.related],
  };
}

import { type CannotTell, cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import type { NetworkPolicy, PolicyPort, PolicyRule } from '../model/networkpolicy.ts';
import { type Selector, valuesAskedFor } from '../model/selector.ts';
import type { Path } from '../model/pointer.ts';
import { identityOfService } from '../model/service.ts';
import { admitsApiServer, letsApiServerIn } from '../semantics/api-server/admission.ts';
import { type CalledPort, calledPorts } from '../semantics/api-server/called-ports.ts';
import { isNamedForWebhook } from '../semantics/api-server/webhook-ports.ts';
import { openingRuleIndex, speaksFor } from '../semantics/services/port-speaker.ts';
import { portTermsOf, shareAPort } from '../semantics/ports/port-terms.ts';
import { describePort } from '../semantics/remainder.ts';

type Known = Facts<'comparable', 'callbacks' | 'services' | 'pods' | 'namespaces' | 'policies'>;

/** NP412: webhooks and aggregated APIs are called from the host of the API server, which selectors do not match. */
export const webhookCutOff = defineRule({
  code: 'NP412',
  name: 'webhook-cut-off',
  severity: 'warning',
  confidence: 'likely',
  assumes: 'noOtherPolicies',
  summary:
    'Pods that the API server calls, for a webhook or an aggregated API, without a rule that lets it in.',
  needs: ['comparable', 'intact'],
  uses: ['callbacks', 'services', 'pods', 'namespaces', 'policies'],
  *check(facts) {
    const { comparable: policy, callbacks, policies } = facts;
    if (!policy.isolates.includes('ingress')) return;
    if (callbacks === undefined) yield cannotTell({ without: 'callbacks' });
    const { ports, gaps } = calledPorts(policy, facts);
    const [gap] = gaps;
    if (gap !== undefined) yield cannotTell(gap);
    if (ports.length === 0) {
      if (gap === undefined) yield* byName(facts);
    } else if (policies === undefined) {
      yield cannotTell({ without: 'policies' });
    } else {
      for (const called of ports) yield* whereCut(called, { ...facts, policies });
    }
  },
});

type KnownPolicies = Known & { readonly policies: NonNullable<Known['policies']> };

function* whereCut(called: CalledPort, facts: KnownPolicies): Iterable<Draft> {
  const { comparable: policy } = facts;
  const answers = called.pods.map((pod) => admitsApiServer(pod, called.port, facts, facts));
  const cut = { ...called, pods: called.pods.filter((_, index) => answers[index] !== 'yes') };
  const answer = answers.includes('no') ? 'no' : 'unknown';
  const beside = { policies: facts.policies.in(policy.namespace), judged: facts.judged };
  if (cut.pods.length === 0 || !speaksFor(cut, policy, beside)) return;
  const index = openingRuleIndex(cut, policy);
  yield index === undefined ? closed(called, answer, policy) : openToPods(called, answer, index);
}

function closed(called: CalledPort, answer: 'no' | 'unknown', policy: NetworkPolicy): Draft {
  // Who denies everything mostly has another policy for what is needed, perhaps not yet.
  const isDenial = policy.ingress.length === 0;
  return {
    path: ['spec', 'podSelector'],
    ...(isDenial || answer === 'unknown' ? { confidence: 'possible' } : {}),
    message: `no rule lets the API server in on TCP ${called.port}, where it calls ${reasonOf(called)}`,
    help: `add an ingress rule with ports: [{ port: ${called.port} }] and without from: no selector matches the API server${doubt(answer)}`,
    related: relatedTo(called),
  };
}

function openToPods(called: CalledPort, answer: 'no' | 'unknown', index: number): Draft {
  return {
    path: ['spec', 'ingress', index, 'from'],
    ...(answer === 'unknown' ? { confidence: 'possible' } : {}),
    message: `only pods are let in on TCP ${called.port}, but the API server calls ${reasonOf(called)}`,
    help: `${advice}${doubt(answer)}`,
    related: relatedTo(called),
  };
}

const advice =
  'remove from, or add an ipBlock with the addresses of the API server: it calls from its host, which no selector matches';

function doubt(answer: 'no' | 'unknown'): string {
  return answer === 'no' ? '' : ', unless it comes through pods such as konnectivity-agent';
}

function reasonOf({ service, by }: CalledPort): string {
  return `Service ${service.name} for ${enumerate(
    by.map(({ kind, name }) => `${kind} ${name}`),
    1,
  )}`;
}

function relatedTo({ service, by }: CalledPort): NonNullable<Draft['related']> {
  return [
    {
      message: 'leads to the port',
      object: identityOfService(service),
      path: ['spec', 'ports'],
    },
    ...by.slice(0, 3).map((each) => ({
      message: 'has the API server call the Service',
      object: { apiVersion: each.apiVersion, kind: each.kind, name: each.name },
    })),
  ];
}

/** Where nothing is known of webhooks, names may say that a port is one. */
function* byName(facts: Known): Iterable<Draft | CannotTell> {
  const { comparable: policy } = facts;
  for (const [index, rule] of policy.ingress.entries()) {
    const port = rule.ports.find((each) => isNamedForWebhook(each, policy));
    if (port === undefined || letsApiServerIn(rule, policy.namespace, facts) !== 'no') continue;
    if (isOpenElsewhere(port, facts) || isForOthers(rule, policy)) continue;
    const path: Path = ['spec', 'ingress', index, 'from'];
    yield {
      path,
      confidence: 'possible',
      message: `only pods are let in on ${describePort(port)}, but if it is an admission webhook, the API server calls it`,
      help: `${advice}; nothing needs to change if pods call the webhook`,
    };
  }
}

/** Most webhooks are no admission webhooks: those of forges, shops and alerts, and what a gateway leads to. */
function isForOthers({ peers }: PolicyRule, { name }: NetworkPolicy): boolean {
  const values = peers.flatMap((peer) =>
    peer.kind === 'ipBlock' ? [] : [peer.podSelector, peer.namespaceSelector].flatMap(valuesOf),
  );
  return otherWebhooks.test(name) || values.some((value) => gateways.test(value));
}

const otherWebhooks = /alert|argo-?events|bitbucket|callback|egress|git|receiver|sender|slack|stripe/i;
const gateways = /alertmanager|envoy|gateway|ingress|istio|nginx|traefik/i;

function valuesOf(selector: Selector | undefined): readonly string[] {
  return selector?.requirements.flatMap(valuesAskedFor) ?? [];
}

function isOpenElsewhere(port: PolicyPort, facts: Known): boolean {
  const { comparable: policy, policies } = facts;
  const terms = portTermsOf([port]);
  return (policies?.in(policy.namespace) ?? [policy]).some((other) =>
    other.ingress.some(
      (rule) =>
        shareAPort(terms, portTermsOf(rule.ports)) && letsApiServerIn(rule, other.namespace, facts) !== 'no',
    ),
  );
}

import { cannotTell, defineRule, type CannotTell, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { formatAddress } from '../model/address.ts';
import { qualifiedName } from '../model/identity.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import type { Pod } from '../model/pod.ts';
import type { DnsAccess } from '../semantics/dns/access.ts';
import { openShiftDns } from '../semantics/dns/conventions.ts';
import { dnsEntryOf } from '../semantics/dns/miss.ts';
import type { NodeCache } from '../semantics/dns/node-cache.ts';
import type { DnsClients } from '../semantics/dns/reach.ts';
import { dnsPortsOf, type DnsServer } from '../semantics/dns/servers.ts';
import { type Chorus, speaksForDns } from '../semantics/dns/speaker.ts';
import { usualDns } from '../semantics/dns/usual.ts';
import { selectsPod } from '../semantics/selecting.ts';
import { isForOpenShift } from '../semantics/surroundings/openshift.ts';
import { countPods } from '../semantics/population.ts';

/** NP301: egress is restricted and names cannot be resolved, judged on the union of all policies. */
export const dnsBlocked = defineRule({
  code: 'NP301',
  name: 'dns-blocked',
  severity: 'warning',
  confidence: 'likely',
  assumes: 'noOtherPolicies',
  summary: 'Egress is restricted so that the selected pods cannot resolve names.',
  needs: ['intact', 'dns', 'policies'],
  *check({ judged, intact: policy, dns, policies }) {
    // NP303 and NP304 say louder which rule was meant to let the queries out, and why it does not.
    const isExplained = dns.misses.some(({ basis }) => basis !== 'custom');
    const unless = policies.extent(policy.namespace).state === 'complete' ? '' : unlessElsewhere;
    const chorus = { policies: policies.in(policy.namespace), judged };
    const answers =
      dns.by === 'pods' ? fromPods(policy, dns, unless, chorus) : fromPolicies(policy, dns, unless, chorus);
    for (const answer of answers) {
      if ('cannotTell' in answer) yield answer;
      else {
        const help = `${answer.help}${inOrder(policy)}`;
        yield { ...answer, help, ...(isExplained ? { severity: 'info' } : {}) };
      }
    }
  },
});

/** Policies come in sets: one denies, another allows DNS, and files show only some of them. */
const unlessElsewhere = 'unless another policy allows it, ';

/** Who denies everything allows DNS elsewhere, and has only the order to mind. */
function inOrder({ egress }: NetworkPolicy): string {
  return egress.length === 0 ? ', here or in a policy that is applied first' : '';
}

type ByPods = Extract<DnsAccess, { readonly by: 'pods' }>;

function* fromPods(
  policy: NetworkPolicy,
  reach: ByPods,
  unless: string,
  chorus: Chorus,
): Iterable<Draft | CannotTell> {
  const { servers, clients, cache, scope } = reach;
  if (clients.some(({ UDP }) => UDP === 'unknown')) {
    if (scope === 'internet') yield toInternetOnly(policy);
    else yield cannotTell('whether a rule means the DNS pods depends on facts that are not known');
  }
  yield* pastCache(policy, clients, cache);
  const cut = clients
    .filter(({ UDP, TCP }) => UDP === 'no' && TCP === 'no')
    .filter(({ pods: [pod] }) => pod !== undefined && speaksForDns(policy, pod, chorus))
    .flatMap(({ pods }) => pods);
  const [server] = servers;
  if (cut.length === 0 || server === undefined) return;
  const whom = `${countPods(cut)} of ${policy.namespace} (${namesOf(cut)})`;
  const where = describeServer(server);
  const isMeant = clients.some(({ UDP }) => UDP === 'yes') && cut.every((pod) => isSealed(pod, chorus));
  yield {
    path: pathOf(policy),
    ...(isMeant ? { confidence: 'possible' } : {}),
    message:
      unless === ''
        ? `no rule lets ${whom} reach DNS at ${where}`
        : `${unless}${whom} cannot reach DNS at ${where}`,
    help: `allow egress to namespace ${server.service.namespace}, pods ${labelsOf(server)}, on UDP and TCP ${portOf(server)}`,
  };
}

/** Whether nothing at all is let out of the pod, as of a database: where DNS is allowed for others, that is thought of. */
function isSealed(pod: Pod, { policies }: Chorus): boolean {
  return policies.every(
    (policy) => !policy.isolates.includes('egress') || policy.egress.length === 0 || !selectsPod(policy, pod),
  );
}

/** Whether the cache is in use depends on kubelet's settings, and whether the node counts as outside on the plugin. */
function* pastCache(
  policy: NetworkPolicy,
  clients: readonly DnsClients[],
  { place, addresses }: NodeCache,
): Iterable<Draft> {
  const rule = policy.egress.findIndex((each) => dnsEntryOf(each) !== undefined);
  const pods = clients
    .filter(({ UDP, cache }) => UDP === 'yes' && cache === 'no')
    .flatMap((each) => each.pods);
  if (place !== 'host network' || rule === -1 || pods.length === 0) return;
  const places = addresses.map((address) => formatAddress(address));
  yield {
    path: ['spec', 'egress', rule],
    confidence: 'possible',
    message: `queries of ${countPods(pods)} of ${policy.namespace} (${namesOf(pods)}) go to the DNS cache on their node, which no selector means`,
    help: `allow egress on UDP and TCP 53 by ipBlock as well, to where the cache listens: ${places.join(' or ')}`,
  };
}

function toInternetOnly(policy: NetworkPolicy): Draft {
  return {
    path: pathOf(policy),
    confidence: 'possible',
    message: `every private address is left out, and DNS pods mostly have one: ${unlessElsewhere}no name is resolved`,
    help: usualHelp(policy),
  };
}

type ByPolicies = Extract<DnsAccess, { readonly by: 'policies' }>;

function* fromPolicies(
  policy: NetworkPolicy,
  guess: ByPolicies,
  unless: string,
  chorus: Chorus,
): Iterable<Draft | CannotTell> {
  yield* forgotten(policy, guess, unless, chorus);
  if (guess.UDP === 'unknown') {
    if (guess.scope === 'unclear') {
      yield cannotTell('whether an egress rule means the DNS pods depends on labels that are not known');
    } else if (guess.clients !== 'none') yield toInternetOnly(policy);
  }
  // A rule for TCP alone is a slip of its own, and NP302 says which.
  if (guess.UDP !== 'no' || guess.TCP !== 'no' || guess.clients === 'none') return;
  yield {
    path: pathOf(policy),
    confidence: guess.clients === 'seen' && policy.egress.length > 0 ? 'likely' : 'possible',
    message: `${stateOf(policy)}: ${unless}the pods cannot resolve names`,
    help: usualHelp(policy),
  };
}

/** Where a policy lets some of the pods out, the others were forgotten, or need no names. */
function* forgotten(
  policy: NetworkPolicy,
  guess: ByPolicies,
  unless: string,
  chorus: Chorus,
): Iterable<Draft> {
  const cut = guess.forgotten.filter((pod) => speaksForDns(policy, pod, chorus));
  if (cut.length === 0) return;
  yield {
    path: pathOf(policy),
    confidence: policy.egress.length > 0 ? 'likely' : 'possible',
    message: `DNS is allowed for other pods only: ${unless}${countPods(cut)} of ${policy.namespace} (${namesOf(cut)}) cannot resolve names`,
    help: usualHelp(policy),
  };
}

function stateOf({ egress }: NetworkPolicy): string {
  if (egress.length === 0) return 'all egress is denied, DNS too';
  return egress.some((rule) => dnsEntryOf(rule) !== undefined)
    ? 'no egress rule leads to the DNS of the cluster'
    : 'no egress rule allows DNS';
}

function usualHelp(policy: NetworkPolicy): string {
  const { namespace, labels, ports } = isForOpenShift(policy) ? openShiftDns : usualDns;
  return `allow egress on UDP and TCP ${ports.join(', ')} to pods with ${labels} in namespace ${namespace}`;
}

function pathOf(policy: NetworkPolicy): Path {
  return policy.egress.length > 0 ? ['spec', 'egress'] : ['spec', 'policyTypes'];
}

function namesOf(pods: readonly Pod[]): string {
  return enumerate(
    pods.map(({ name }) => name),
    2,
  );
}

function describeServer({ service }: DnsServer): string {
  return qualifiedName(service);
}

function labelsOf({ service }: DnsServer): string {
  return [...service.selector].map(([key, value]) => `${key}=${value}`).join(',');
}

function portOf(server: DnsServer): string {
  const ports = new Set(server.pods.flatMap((pod) => dnsPortsOf(server, pod, 'UDP')));
  return ports.size === 0 ? '53' : [...ports].join(', ');
}

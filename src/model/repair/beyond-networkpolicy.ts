/**
 * What to do instead of what no NetworkPolicy can say, by the names that other kinds of policy, and people, have for it.
 * Undefined for any other field.
 */
export function beyondNetworkPolicy(name: string, value: unknown): string | undefined {
  if (name === 'action') return insteadOfAction(value);
  return notions.find(({ names }) => names.has(name))?.instead;
}

function insteadOfAction(value: unknown): string {
  return /^(allow|accept|pass)$/i.test(String(value))
    ? 'delete it: whatever a rule names is allowed'
    : 'delete the rule, and allow those that are meant: a NetworkPolicy cannot deny';
}

interface Notion {
  readonly names: ReadonlySet<string>;
  readonly instead: string;
}

const notions: readonly Notion[] = [
  {
    names: new Set(['nodeSelector', 'node', 'nodes', 'fromNodes', 'toNodes']),
    instead: 'write ipBlock with the addresses of the nodes: no selector means nodes',
  },
  {
    names: new Set(['serviceAccount', 'serviceAccounts', 'serviceAccountName', 'serviceAccountSelector']),
    instead: 'write podSelector with the labels of their pods: NetworkPolicy knows no service accounts',
  },
  {
    names: new Set(['service', 'services', 'serviceName', 'toServices']),
    instead: 'write podSelector with the labels of its pods: NetworkPolicy knows no Services',
  },
  {
    names: new Set(['fqdn', 'fqdns', 'toFQDNs', 'domain', 'domains', 'dnsName', 'host', 'hostname']),
    instead: 'write ipBlock with the addresses: NetworkPolicy knows no host names',
  },
  {
    names: new Set(['fromEntities', 'toEntities', 'entities']),
    instead:
      'write namespaceSelector: {} for the cluster, or ipBlock for what is outside: there are no entities',
  },
  {
    names: new Set(['description', 'comment', 'notes']),
    instead: 'delete it, or write it as a comment or under metadata.annotations',
  },
  {
    names: new Set(['deny', 'ingressDeny', 'egressDeny']),
    instead:
      'list those that are allowed instead: a NetworkPolicy cannot deny, and what is not listed is denied',
  },
  {
    names: new Set(['notSelector']),
    instead: 'write podSelector with matchExpressions and the operator NotIn or DoesNotExist',
  },
  {
    names: new Set(['notNets']),
    instead: 'write ipBlock with cidr: 0.0.0.0/0 and the ranges under except',
  },
  {
    names: new Set(['notPorts', 'notProtocol']),
    instead: 'list under ports those that are allowed instead: what is not listed is denied',
  },
  {
    names: new Set(['defaultAction']),
    instead: 'delete it: of the pods that a policy selects, what no rule allows is denied',
  },
  {
    names: new Set(['when', 'operation', 'methods', 'paths']),
    instead: 'delete it: NetworkPolicy knows addresses and ports, and nothing of requests',
  },
  {
    names: new Set(['icmp', 'icmps']),
    instead: 'delete it: NetworkPolicy knows TCP, UDP and SCTP only',
  },
  {
    names: new Set(['order', 'priority', 'tier']),
    instead: 'delete it: NetworkPolicies have no order, and what one of them allows is allowed',
  },
];

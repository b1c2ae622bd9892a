import { BlockList } from 'node:net';
import type { ApiObject } from '../support/cluster-objects.ts';
import { labelValues, type RandomCluster, type Reading } from './random-cluster.ts';

type Spec = Readonly<Record<string, unknown>>;

/**
 * The same cluster in words that network-config-analyzer 2.1.0 takes in our sense. All that is done to make up for its
 * defects is done here, each point named as in docs/semantics.md; what cannot be said otherwise is not generated.
 */
export function asTheAnalyzerReads(cluster: RandomCluster): readonly unknown[] {
  return [
    ...cluster.namespaces,
    ...cluster.pods.map(withItsKey),
    ...cluster.policies.map((policy) => ({
      ...policy,
      spec: specOf(policy['spec'] as Spec | null, cluster),
    })),
  ];
}

/** A label by which a peer can name one pod. */
function withItsKey(pod: ApiObject): ApiObject {
  const { labels, ...metadata } = metadataOf(pod);
  return { ...pod, metadata: { ...metadata, labels: { ...labels, pod: metadata.name } } };
}

function metadataOf(object: ApiObject): {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
} {
  return object['metadata'] as ReturnType<typeof metadataOf>;
}

function specOf(written: Spec | null, cluster: RandomCluster): Spec {
  // D5: a policy without spec does nothing to it.
  const spec = written ?? {};
  const types = typesOf(spec);
  const rules = (type: string, field: string, peers: string): Spec =>
    types?.includes(type) === false ? {} : { [field]: rulesOf(spec[field], peers, cluster) };
  return {
    // D1: it refuses a spec without podSelector, or with null.
    podSelector: spec['podSelector'] ?? {},
    policyTypes: types,
    // D3: it refuses rules of a direction that is not in policyTypes.
    ...rules('Ingress', 'ingress', 'from'),
    ...rules('Egress', 'egress', 'to'),
  };
}

/** Undefined where the default is left to it. */
function typesOf(spec: Spec): readonly string[] | undefined {
  const types = spec['policyTypes'] as readonly string[] | undefined;
  // D2: it knows one order of policyTypes, and each of them once.
  if (types !== undefined && types.length > 0) return [...new Set(types)].toSorted().toReversed();
  // D4: without policyTypes it isolates egress wherever the field is written, be it null or empty.
  const egress = spec['egress'] as readonly unknown[] | null | undefined;
  return egress === null || egress?.length === 0 ? ['Ingress'] : undefined;
}

function rulesOf(rules: unknown, field: string, cluster: RandomCluster): unknown {
  return (rules as readonly Spec[] | null | undefined)?.map((rule) => {
    const peers = rule[field] as readonly Spec[] | null | undefined;
    return peers ? { ...rule, [field]: peers.flatMap((peer) => peersOf(peer, cluster)) } : rule;
  });
}

function peersOf(peer: Spec, { pods, reading }: RandomCluster): readonly Spec[] {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  // D6: an ipBlock never matches its pods; it is told which pods the block holds.
  if (ipBlock !== undefined) {
    return [peer, ...pods.filter((pod) => holds(ipBlock as Block, pod, reading)).map(peerOfOne)];
  }
  if (podSelector === undefined || namespaceSelector === undefined) return [peer];
  return [{ namespaceSelector, podSelector: withoutExists(podSelector as Spec) }];
}

interface Block {
  readonly cidr: string;
  readonly except?: readonly string[] | null;
}

function holds({ cidr, except }: Block, pod: ApiObject, reading: Reading): boolean {
  if (reading === 'never pods') return false;
  const family = reading === 'pods by IPv4' ? 'ipv4' : 'ipv6';
  const { podIPs } = pod['status'] as { readonly podIPs: readonly { readonly ip: string }[] };
  const isIn = (range: string): boolean => {
    const [start = '', bits] = range.split('/');
    const list = new BlockList();
    if (start.includes(':') === (family === 'ipv6')) list.addSubnet(start, Number(bits), family);
    return podIPs.some(({ ip }) => ip.includes(':') === (family === 'ipv6') && list.check(ip, family));
  };
  return isIn(cidr) && !(except ?? []).some(isIn);
}

function peerOfOne(pod: ApiObject): Spec {
  const { name, namespace } = metadataOf(pod);
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { pod: name } },
  };
}

/** D7: of the pods in other namespaces it finds none that has, or has not, a key: it is told all the values instead. */
function withoutExists(selector: Spec): Spec {
  const requirements = selector['matchExpressions'] as readonly Spec[] | undefined;
  if (requirements === undefined) return selector;
  const operators: Readonly<Record<string, string>> = { Exists: 'In', DoesNotExist: 'NotIn' };
  return {
    ...selector,
    matchExpressions: requirements.map((requirement) => {
      const operator = operators[requirement['operator'] as string];
      return operator === undefined
        ? requirement
        : { key: requirement['key'], operator, values: labelValues };
    }),
  };
}

import { namespaceNameLabel, type Namespace } from '../../src/model/namespace.ts';
import { parseCidr } from '../../src/model/cidr.ts';
import type {
  IPBlock,
  NetworkPolicy,
  PodPeer,
  PolicyPort,
  PolicyRule,
} from '../../src/model/networkpolicy.ts';
import type { Pod } from '../../src/model/pod.ts';
import { compileSelector, everything, type Selector } from '../../src/model/selector.ts';
import { createStore, ofEveryKind, type Store } from '../../src/model/store.ts';

/** How large a cluster is; pods and policies are counted in each namespace. */
export interface Shape {
  readonly namespaces: number;
  readonly pods: number;
  readonly policies: number;
  /** How many pods share their labels, as the replicas of a workload do. */
  readonly replicas: number;
}

/** The selector of objects with these labels. */
export function labelled(...labels: readonly (readonly [key: string, value: string])[]): Selector {
  return compileSelector(labels.map(([key, value]) => ({ key, operator: 'In', values: [value] })));
}

/** A store with a cluster of this shape: workloads that differ by `app`, namespaces that belong to one of 20 teams. */
export function clusterOf(shape: Shape): Store {
  const complete = { state: 'complete' } as const;
  const store = createStore(ofEveryKind(complete));
  for (let namespace = 0; namespace < shape.namespaces; namespace += 1) {
    store.put('namespaces', namespaceOf(namespace));
    for (let pod = 0; pod < shape.pods; pod += 1) store.put('pods', podOf(shape, namespace, pod));
    for (let policy = 0; policy < shape.policies; policy += 1)
      store.put('policies', policyOf(shape, namespace, policy));
  }
  return store;
}

function namespaceOf(index: number): Namespace {
  const name = `ns-${index}`;
  return {
    name,
    labels: new Map([
      [namespaceNameLabel, name],
      ['team', `team-${index % 20}`],
    ]),
  };
}

/** One pod; its address lies in 10.0.0.0/8. */
export function podOf(shape: Shape, namespace: number, index: number): Pod {
  const serial = namespace * shape.pods + index;
  const workload = Math.floor(index / shape.replicas);
  return {
    namespace: `ns-${namespace}`,
    name: `pod-${index}`,
    labels: new Map([
      ['app', `app-${workload}`],
      ['tier', workload % 2 === 0 ? 'front' : 'back'],
      ['pod-template-hash', `hash-${namespace}-${workload}`],
    ]),
    addresses: [{ family: 4, value: BigInt(10 * 2 ** 24 + serial + 1) }],
    ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
    hostNetwork: false,
    dnsPolicy: 'ClusterFirst',
    phase: 'Running',
    node: `node-${serial % 1000}`,
    origin: 'Pod',
  };
}

const web: PolicyPort = { kind: 'named', protocol: 'TCP', name: 'http' };

/** TCP on one port. */
export function tcp(port: number): PolicyPort {
  return { kind: 'range', protocol: 'TCP', first: port, last: port };
}

/** A block less its excepts. */
export function block(cidr: string, ...except: readonly string[]): IPBlock {
  return { kind: 'ipBlock', cidr: rangeOf(cidr), except: except.map(rangeOf) };
}

function rangeOf(text: string): IPBlock['cidr'] {
  const read = parseCidr(text);
  if ('error' in read) throw new Error(read.error);
  return read.cidr;
}

/** A peer of pods. */
export function pods(podSelector?: Selector, namespaceSelector?: Selector): PodPeer {
  return { kind: 'pods', podSelector, namespaceSelector };
}

/** In turn: deny all, one workload to the next, a team's front ends from its namespaces, the outside world and DNS. */
export function policyOf(shape: Shape, namespace: number, index: number): NetworkPolicy {
  const workloads = Math.max(1, Math.floor(shape.pods / shape.replicas));
  const app = labelled(['app', `app-${Math.floor(index / 4) % workloads}`]);
  const next = labelled(['app', `app-${(Math.floor(index / 4) + 1) % workloads}`]);
  const team = labelled(['team', `team-${(namespace + index) % 20}`]);
  const about = { namespace: `ns-${namespace}`, name: `policy-${index}` };
  switch (index % 4) {
    case 0:
      return index === 0
        ? deny(about)
        : ingress(about, app, { peers: [pods(next)], ports: [tcp(1000 + index)] });
    case 1:
      return ingress(about, app, { peers: [pods(next)], ports: [web] });
    case 2:
      return ingress(about, app, { peers: [pods(labelled(['tier', 'front']), team)], ports: [tcp(8080)] });
    default: {
      const dns = pods(labelled(['k8s-app', 'kube-dns']), labelled([namespaceNameLabel, 'kube-system']));
      const outside = {
        peers: [block('0.0.0.0/0', '10.0.0.0/8'), block(`192.0.${namespace % 250}.0/24`)],
        ports: [tcp(443)],
      };
      return {
        ...about,
        podSelector: app,
        isolates: ['egress'],
        ingress: [],
        egress: [{ peers: [dns], ports: [tcp(53)] }, outside],
      };
    }
  }
}

type Name = Pick<NetworkPolicy, 'namespace' | 'name'>;

function deny(about: Name): NetworkPolicy {
  return { ...about, podSelector: everything, isolates: ['ingress'], ingress: [], egress: [] };
}

/** A policy with one ingress rule. */
export function ingress(about: Name, podSelector: Selector, rule: PolicyRule): NetworkPolicy {
  return { ...about, podSelector, isolates: ['ingress'], ingress: [rule], egress: [] };
}

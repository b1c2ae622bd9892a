import { type AddressRange, parseAddress } from '../../model/address.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Labels } from '../../model/labels.ts';
import type { NetworkPolicy, Peer, PolicyRule } from '../../model/networkpolicy.ts';
import type { Service } from '../../model/service.ts';
import { usualApiPort } from '../api-server/ports.ts';
import { addressesOfBlock, hasAddress } from '../sets/address-set.ts';
import { hasNodeCache, linkLocalCaches } from '../dns/node-cache.ts';
import { portRange } from '../sets/port-set.ts';
import { portTermsOf, type PortTerms, shareAPort } from '../ports/port-terms.ts';
import { type KnownNamespaces, peerSelectsNamespace } from '../selecting.ts';
import { allPodsBehind } from './service-targets.ts';

/** Whether the rule opens a port of the Service, or one of the pods behind it. */
export function opensAPortOf(service: Service, rule: PolicyRule): boolean {
  if (opensOwnPortOf(service, rule)) return true;
  return targetsOf(service).some((each) => shareAPort(each, portTermsOf(rule.ports)));
}

/** Whether the rule opens a port of the Service itself, which is that of connections to its address. */
export function opensOwnPortOf({ ports }: Service, rule: PolicyRule): boolean {
  const own = portTermsOf(
    ports.map(({ protocol, port }) => ({ kind: 'range', protocol, first: port, last: port })),
  );
  return shareAPort(own, portTermsOf(rule.ports));
}

/** What is known of the pods behind a Service. */
export interface KnownBacking {
  readonly pods: Inventory['pods'] | undefined;
  readonly services: Inventory['services'] | undefined;
  readonly namespaces: KnownNamespaces;
}

/**
 * Whether the egress rules allow what is behind the Service besides its own address, which `block` names in `rule`: who
 * does not know at which point a network plugin applies policies writes both (kube-router#905).
 */
export function allowsBehind(
  service: Service,
  { block, rule }: { readonly block: AddressRange; readonly rule: PolicyRule },
  policy: NetworkPolicy,
  known: KnownBacking,
): boolean {
  if (isDns(service) && hasNodeCache(known.pods)) return true;
  const ports = [portTermsOf(rule.ports), ...targetsOf(service)];
  const means = meaningOf(service, block, policy.namespace, known);
  return policy.egress.some((other) => {
    const opened = portTermsOf(other.ports);
    if (!ports.some((each) => shareAPort(each, opened))) return false;
    return other.peers.length === 0 || other.peers.some(means);
  });
}

function isDns({ ports }: Service): boolean {
  return ports.some(({ port }) => port === 53);
}

/** The ports of the pods that the Service leads to; the API server listens on 6443 or 443. */
function targetsOf({ ports, selector }: Service): readonly PortTerms[] {
  const targets = ports.map(({ protocol, targetPort }) =>
    portTermsOf(
      typeof targetPort === 'number'
        ? [{ kind: 'range', protocol, first: targetPort, last: targetPort }]
        : [{ kind: 'named', protocol, name: targetPort }],
    ),
  );
  return selector.size > 0
    ? targets
    : [...targets, { numbers: portRange('TCP', usualApiPort, usualApiPort), names: [] }];
}

/** Whether a peer means the pods; of a Service without selector, any other address may be what is behind it. */
function meaningOf(
  service: Service,
  block: AddressRange,
  policyNamespace: string,
  { pods, namespaces }: KnownBacking,
): (peer: Peer) => boolean {
  const behind = allPodsBehind(service, pods?.in(service.namespace) ?? []);
  const addresses = [
    { family: block.family, value: block.first },
    ...service.clusterIPs.flatMap((text) => parseAddress(text) ?? []),
    ...behind.flatMap((pod) => pod.addresses),
    ...(isDns(service) ? linkLocalCaches : []),
  ];
  const labels: readonly Labels[] = [service.selector, ...behind.map((pod) => pod.labels)];
  return (peer) => {
    if (peer.kind === 'ipBlock') {
      if (peer.cidr.first === peer.cidr.last && peer.cidr.first === block.first) return false;
      const allowed = addressesOfBlock(peer);
      return service.selector.size === 0 || addresses.some((address) => hasAddress(allowed, address));
    }
    const { podSelector, namespaceSelector } = peer;
    if (service.selector.size === 0 || !labels.some((each) => podSelector?.matches(each) ?? true))
      return false;
    return namespaceSelector === undefined
      ? policyNamespace === service.namespace
      : peerSelectsNamespace(namespaceSelector, service.namespace, namespaces) !== 'no';
  };
}

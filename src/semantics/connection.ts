import { formatAddress, type Address, type Family } from '../model/address.ts';
import type { Protocol } from '../model/networkpolicy.ts';
import { podKey, type Pod } from '../model/pod.ts';

/** One end of a connection: a pod (or the pods that a workload will make), or an address that is no pod's. */
export type Endpoint = PodEndpoint | AddressEndpoint;

/** A pod as one end of a connection. */
interface PodEndpoint {
  readonly kind: 'pod';
  readonly pod: Pod;
}

/** An address outside the pod network. */
interface AddressEndpoint {
  readonly kind: 'address';
  readonly address: Address;
  /** The node whose address it is; absent for an address outside the cluster. */
  readonly node?: string;
}

/**
 * What a connection carries. `port` is the destination pod's, after Service translation. `other` is everything that
 * is neither TCP, UDP nor SCTP, such as ICMP, which no port entry can name.
 */
export type Traffic = { readonly protocol: Protocol; readonly port: number } | { readonly protocol: 'other' };

/** A connection that somebody opens; replies belong to it. */
export type Connection = Traffic & {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** The IP version that it uses; absent when any that both ends have will do. */
  readonly family?: Family;
};

/** The addresses of an endpoint as far as they are known; none for a pod that has not got its own yet. */
export function addressesOf(endpoint: Endpoint): readonly Address[] {
  return endpoint.kind === 'pod' ? endpoint.pod.addresses : [endpoint.address];
}

/** The endpoint as messages name it: `shop/web`, `shop/Deployment/web`, `192.0.2.1`. */
export function describeEndpoint(endpoint: Endpoint): string {
  if (endpoint.kind === 'address') return formatAddress(endpoint.address);
  return `${endpoint.pod.namespace}/${podKey(endpoint.pod)}`;
}

/**
 * The IP versions over which the two ends can meet, as far as their addresses are known; a single undefined where that
 * tells nothing, or where they have none in common and only policies are asked.
 */
export function familiesOf({ source, destination, family }: Connection): readonly (Family | undefined)[] {
  if (family !== undefined) return [family];
  const known = [addressesOf(source), addressesOf(destination)].filter((addresses) => addresses.length > 0);
  if (known.length === 0) return [undefined];
  const shared = families.filter((each) =>
    known.every((addresses) => addresses.some((address) => address.family === each)),
  );
  return shared.length === 0 ? [undefined] : shared;
}

const families: readonly Family[] = [4, 6];

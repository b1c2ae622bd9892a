import type { NamespacedIndex } from '../../model/inventory.ts';
import { type NetworkPolicy, onlyNumberOf, type PolicyPort } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { selectsPod } from '../selecting.ts';

/** The TCP ports on which databases and caches listen unless told otherwise, and what they are. */
const storeAt: ReadonlyMap<number, string> = new Map([
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [2379, 'etcd'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [5984, 'CouchDB'],
  [6379, 'Redis'],
  [9042, 'Cassandra'],
  [9200, 'Elasticsearch'],
  [11211, 'Memcached'],
  [26257, 'CockroachDB'],
  [27017, 'MongoDB'],
]);

/** The same by the names that their containers give to the port. */
const storeCalled: ReadonlyMap<string, string> = new Map([
  ['cassandra', 'Cassandra'],
  ['etcd', 'etcd'],
  ['memcached', 'Memcached'],
  ['mongodb', 'MongoDB'],
  ['mysql', 'MySQL'],
  ['postgres', 'PostgreSQL'],
  ['postgresql', 'PostgreSQL'],
  ['redis', 'Redis'],
]);

/** The databases and caches that port entries were written for. */
export function dataStoresOf(ports: readonly PolicyPort[]): readonly string[] {
  return [...new Set(ports.flatMap((port) => dataStoreOf(port) ?? []))];
}

/**
 * The database or cache that all pods of a policy run, by the ports that they declare. Undefined for a policy that selects
 * every pod of its namespace: it was not written for one.
 */
export function dataStoreBehind(
  policy: NetworkPolicy,
  pods: Pick<NamespacedIndex<Pod>, 'in'>,
): string | undefined {
  if (policy.podSelector.isEmpty) return undefined;
  const stores = pods
    .in(policy.namespace)
    .filter((pod) => selectsPod(policy, pod))
    .map(
      ({ ports }) =>
        ports.flatMap(({ protocol, port }) => (protocol === 'TCP' ? (storeAt.get(port) ?? []) : []))[0],
    );
  return stores.includes(undefined) ? undefined : stores[0];
}

/** The database or cache that a port entry was written for; of a range nobody knows what it was written for. */
export function dataStoreOf(port: PolicyPort): string | undefined {
  if (port.protocol !== 'TCP') return undefined;
  if (port.kind === 'named') return storeCalled.get(port.name.replace(/^tcp-/, ''));
  return storeAt.get(onlyNumberOf(port) ?? -1);
}

import { readClusterObject } from './cluster-object.ts';
import type { Extent, Inventory, NamespacedIndex } from './inventory.ts';
import { groupKind, readMetadata } from './metadata.ts';
import { readConfigMap } from './read-called-hosts.ts';
import type { ConfigMaps } from './read-pod.ts';
import { podMakersIn } from './unseen-pods.ts';
import { createStore, ofEveryKind } from './store.ts';
import type { ExtentOf } from './table.ts';

const given: Extent = { state: 'given' };
const complete: Extent = { state: 'complete' };

/**
 * The cluster as far as a set of files shows it; of two objects with the same identity the later one counts. Nothing is
 * concluded about the pods (services) of a namespace of which none is given, nor about its pods where operators or charts
 * make some that are not, unless the files hold the whole cluster.
 * Ingresses, policies and callbacks are those that are given: nobody concludes anything from one that is not.
 */
export function inventoryOf(objects: readonly unknown[], defaultNamespace: string): Inventory {
  const store = createStore(ofEveryKind(given));
  const configMaps = configMapsOf(objects, defaultNamespace);
  for (const value of objects) {
    const found = readClusterObject(value, defaultNamespace, configMaps);
    if (found !== undefined) store.put(found.kind, found.object);
  }
  const { inventory } = store;
  const { pods, services } = inventory;
  const hasNamespaces = holdsEveryNamespace(inventory);
  const hasPods = hasNamespaces && pods.in('kube-system').length > 0;
  const hasServices = hasNamespaces && services.get('default', 'kubernetes') !== undefined;
  store.setExtent('namespaces', hasNamespaces ? complete : namespacesExtent(inventory));
  const makers = new Map(
    objects
      .flatMap((value) => podMakersIn(value, defaultNamespace))
      .map((maker) => [maker.namespace, maker.name]),
  );
  store.setExtent('pods', hasPods ? complete : beside(makers, extentOf(pods, 'Pod or workload')));
  store.setExtent('services', hasServices ? complete : extentOf(services, 'Service'));
  return inventory;
}

function configMapsOf(objects: readonly unknown[], defaultNamespace: string): ConfigMaps {
  const known = new Map<string, ReadonlyMap<string, string>>();
  for (const value of objects) {
    const metadata = groupKind(value) === 'ConfigMap' ? readMetadata(value, defaultNamespace) : undefined;
    if (metadata !== undefined) known.set(`${metadata.namespace}/${metadata.name}`, readConfigMap(value));
  }
  return (namespace, name) => known.get(`${namespace}/${name}`);
}

/** Who lists these three, which every cluster has and nobody writes down, has listed all namespaces. */
function holdsEveryNamespace({ namespaces }: Inventory): boolean {
  return ['default', 'kube-system', 'kube-public'].every((name) => namespaces.get(name) !== undefined);
}

function namespacesExtent({ namespaces }: Inventory): Extent {
  return namespaces.size > 0 ? given : { state: 'unknown', reason: 'no Namespace was given' };
}

/** Nothing is concluded from the pods of a namespace in which others are made that are not given. */
function beside(makers: ReadonlyMap<string, string>, extent: ExtentOf): ExtentOf {
  return (namespace) => {
    const maker = namespace === undefined ? undefined : makers.get(namespace);
    if (maker === undefined) return extent(namespace);
    return { state: 'unknown', reason: `the pods of ${maker} in namespace ${namespace} are not given` };
  };
}

function extentOf(index: NamespacedIndex<unknown>, noun: string): ExtentOf {
  return (namespace) => {
    if (namespace === undefined) {
      return index.size > 0 ? given : { state: 'unknown', reason: `no ${noun} was given` };
    }
    if (index.in(namespace).length > 0) return given;
    return { state: 'unknown', reason: `no ${noun} of namespace ${namespace} was given` };
  };
}

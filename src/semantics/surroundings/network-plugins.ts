import type { Inventory } from '../../model/inventory.ts';
import type { Pod } from '../../model/pod.ts';
import { rememberedOf } from '../../model/remembered.ts';

/**
 * A pod that shows that the cluster's network plugin is flannel, which gives pods addresses and enforces no policies, where
 * no known pod can be one that enforces them beside it.
 */
export function flannelAlone(pods: Inventory['pods']): Pod | undefined {
  const flannel = ['kube-flannel', 'kube-system'].flatMap((name) => flannelIn(pods.in(name)).pod ?? [])[0];
  return flannel === undefined || pods.lists().some(hasEnforcer) ? undefined : flannel;
}

const flannelIn = rememberedOf((pods: readonly Pod[]) => ({
  pod: pods.find((pod) => pod.hostNetwork && appsOf(pod).includes('flannel')),
}));

const hasEnforcer = rememberedOf((pods: readonly Pod[]) => pods.some(mayEnforce));

/** By what it is called: pods of operators and controllers of the same plugins count, for they show that it is there. */
function mayEnforce(pod: Pod): boolean {
  return [...appsOf(pod), pod.namespace, ...(pod.containers ?? [])].some((name) => enforcers.test(name));
}

const enforcers =
  /^(antrea|aws-(network|node|eks)|azure-npm|calico|canal|cilium|anetd|kindnet|kube-network-polic|kube-ovn|kube-router|netpol|nsx|ovn|romana|tigera|weave)/;

function appsOf({ labels }: Pod): readonly string[] {
  return [
    'app',
    'k8s-app',
    'name',
    'component',
    'app.kubernetes.io/name',
    'app.kubernetes.io/part-of',
  ].flatMap((key) => labels.get(key) ?? []);
}

import { defineRule, type Facts } from '../lint/rule.ts';
import { flannelAlone } from '../semantics/surroundings/network-plugins.ts';
import { nameOfPod } from '../semantics/population.ts';

/** NP409: a network plugin that enforces no policies, told once for all policies that are judged together. */
export const policyNotEnforced = defineRule({
  code: 'NP409',
  name: 'policy-not-enforced',
  severity: 'warning',
  confidence: 'likely',
  summary:
    'The network plugin of the cluster is flannel, which enforces no policies, and nothing beside it does.',
  needs: ['policy', 'pods'],
  uses: ['policies'],
  *check(facts) {
    const flannel = flannelAlone(facts.pods);
    if (flannel === undefined || !isFirst(facts)) return;
    yield {
      path: ['kind'],
      message: `nothing enforces policies here: the network plugin is flannel (${nameOfPod(flannel)} of ${flannel.namespace}), and no pod does beside it`,
      help: 'switch on network policies in flannel’s Helm chart (netpol.enabled), or install Canal, Calico, Cilium or kube-router',
    };
  },
});

/** Whether no other policy that is judged in the same run, and can be in force, comes before this one by name. */
function isFirst({ policy, policies, judged }: Facts<'policy', 'policies'>): boolean {
  const own = `${policy.namespace}/${policy.name}`;
  return ![...judged].some((key) => {
    const [namespace = '', name = ''] = key.split('/');
    return key < own && policies?.get(namespace, name) !== undefined;
  });
}

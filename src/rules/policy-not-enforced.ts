import { defineRule, type Facts } from '../lint/rule.ts';
import { qualifiedName } from '../model/identity.ts';
import { rememberedOf } from '../model/remembered.ts';
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
      // What enforces them mostly comes from a chart or an operator, of which files show little.
      confidence: facts.pods.extent().state === 'complete' ? 'likely' : 'possible',
      message: `nothing here enforces policies: the network plugin is flannel (${nameOfPod(flannel)} of ${flannel.namespace}), and no pod that is known does beside it`,
      help: 'switch on network policies in flannel’s Helm chart (netpol.enabled), or install Canal, Calico, Cilium or kube-router',
    };
  },
});

/** Whether, of the policies that are judged in the same run and can be in force, this one is the first by name. */
function isFirst({ policy, policies, judged }: Facts<'policy', 'policies'>): boolean {
  const inForce = (key: string): boolean => {
    const [namespace = '', name = ''] = key.split('/');
    return policies?.get(namespace, name) !== undefined;
  };
  const own = qualifiedName(policy);
  return sorted(judged).find((key) => key === own || inForce(key)) === own;
}

const sorted = rememberedOf((judged: ReadonlySet<string>) => [...judged].sort());

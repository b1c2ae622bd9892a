import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { conjugate } from '../model/prose.ts';
import { annotationsOf, scrapeAnnotations } from '../model/annotations.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { Pod } from '../model/pod.ts';
import { rulesOpening } from '../semantics/admitting.ts';
import { isolating } from '../semantics/isolation.ts';
import { matching } from '../semantics/matching.ts';
import { nameAndCount } from '../semantics/population.ts';
import { speaksFor } from '../semantics/services/port-speaker.ts';

type Known = Facts<'intact' | 'policies' | 'pods', never>;

/**
 * NP414: pods that ask to be scraped on a port that no rule opens. Who opens it to somebody has thought of it, and who opens
 * no port at all of everything.
 */
export const monitoringCutOff = defineRule({
  code: 'NP414',
  name: 'monitoring-cut-off',
  severity: 'info',
  confidence: 'likely',
  assumes: 'noOtherPolicies',
  summary: 'Pods that are annotated to be scraped by Prometheus, and no rule that opens the port for it.',
  needs: ['intact', 'policies', 'pods'],
  *check(facts) {
    const { intact: policy, policies, pods, judged } = facts;
    if (!policy.isolates.includes('ingress')) return;
    const asking = matching(policy.podSelector, pods.in(policy.namespace)).filter(
      (pod) => !pod.hostNetwork && scrapedPort(pod) !== undefined && isForgotten(pod, facts),
    );
    const beside = { policies: policies.in(policy.namespace), judged };
    for (const [port, replicas] of Map.groupBy(asking, scrapedPort)) {
      if (port === undefined) continue;
      const [example] = replicas;
      if (example !== undefined && speaksFor({ protocol: 'TCP', port, pods: [example] }, policy, beside))
        yield draft(port, replicas);
    }
  },
});

function scrapedPort(pod: Pod): number | undefined {
  const annotations = annotationsOf(pod);
  if (annotations.get(scrapeAnnotations.isWanted) !== 'true') return undefined;
  const port = annotations.get(scrapeAnnotations.port) ?? '';
  return /^[1-9]\d{0,4}$/.test(port) ? Number(port) : undefined;
}

/** Whether rules open something of the pod, and none of them the port on which it is to be scraped. */
function isForgotten(pod: Pod, { policies }: Known): boolean {
  const port = scrapedPort(pod);
  const all = isolating(pod, 'ingress', { policies });
  return (
    port !== undefined &&
    all.some(({ ingress }) => ingress.length > 0) &&
    all.every((policy) => rulesOpening({ protocol: 'TCP', port }, pod, policy).length === 0)
  );
}

function draft(port: number, replicas: readonly Pod[]): Draft {
  return {
    path: ['spec', 'ingress'],
    message: `${nameAndCount(replicas)} ${conjugate('asks', replicas.length)} to be scraped on TCP ${port} (${scrapeAnnotations.port}), and no rule opens that port`,
    help: `add an ingress rule for TCP ${port} from the namespace of Prometheus, by a namespaceSelector with ${namespaceNameLabel}`,
  };
}

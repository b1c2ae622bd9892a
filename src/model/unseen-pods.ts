import { isJsonObject, listAt, textAt, valueAt } from './json.ts';
import { groupKind, readMetadata } from './metadata.ts';
import { workloadKinds } from './workload.ts';

/** An object that has pods made which no file shows, or whose labels no file shows, and where. */
export interface PodMaker {
  readonly namespace: string;
  /** As people call it, `HelmRelease redis`. */
  readonly name: string;
}

/**
 * The pods that an object stands for without showing them: charts that are installed elsewhere, and what operators make of
 * objects of their own kinds. Of a kind that is not known the worst is supposed.
 */
export function podMakersIn(value: unknown, defaultNamespace: string): readonly PodMaker[] {
  const charts = chartsOf(value, defaultNamespace);
  if (charts.length > 0) return charts;
  const metadata = readMetadata(value, defaultNamespace);
  const type = groupKind(value);
  if (metadata === undefined || !mayMakePods(type)) return [];
  const namespace = targetOf(value, type) ?? metadata.namespace;
  return [{ namespace, name: `${textAt(value, 'kind')} ${metadata.name}` }];
}

/** What a kustomization has installed by Helm. */
function chartsOf(value: unknown, defaultNamespace: string): readonly PodMaker[] {
  const otherwise = textAt(value, 'namespace') ?? defaultNamespace;
  return listAt(value, 'helmCharts').flatMap((chart) => {
    const name = textAt(chart, 'releaseName') ?? textAt(chart, 'name');
    return name === undefined
      ? []
      : { namespace: textAt(chart, 'namespace') ?? otherwise, name: `the Helm chart ${name}` };
  });
}

function targetOf(value: unknown, type: string): string | undefined {
  const destination = valueAt(value, 'spec', 'destination');
  if (type === 'argoproj.io/Application' && isJsonObject(destination))
    return textAt(destination, 'namespace');
  return textAt(value, 'spec', 'targetNamespace');
}

function mayMakePods(type: string): boolean {
  const [group = '', kind] = type.split('/');
  if (kind === undefined || !group.includes('.')) return false;
  const isKnown = workloadKinds.some((each) => each === kind) || group.endsWith('.k8s.io');
  return !isKnown && !podless.has(group) && !podless.has(type);
}

/** Groups, and kinds of other groups, whose objects have no pods made. */
const podless: ReadonlySet<string> = new Set([
  'acme.cert-manager.io',
  'antrea.io',
  'apisix.apache.org/ApisixRoute',
  'argoproj.io/AppProject',
  'bitnami.com/SealedSecret',
  'cert-manager.io',
  'cilium.io',
  'cloud.google.com',
  'config.openshift.io',
  'configuration.konghq.com',
  'console.openshift.io',
  'constraints.gatekeeper.sh',
  'crd.antrea.io',
  'crd.k8s.amazonaws.com',
  'crd.projectcalico.org',
  'elbv2.k8s.aws',
  'extensions.istio.io',
  'external-secrets.io',
  'gateway.envoyproxy.io',
  'generators.external-secrets.io',
  'getambassador.io/Host',
  'getambassador.io/Mapping',
  'grafana.integreatly.org/GrafanaAlertRuleGroup',
  'grafana.integreatly.org/GrafanaDashboard',
  'grafana.integreatly.org/GrafanaDatasource',
  'grafana.integreatly.org/GrafanaFolder',
  'image.openshift.io',
  'image.toolkit.fluxcd.io',
  'isindir.github.com',
  'k8s.cni.cncf.io',
  'k8s.ovn.org',
  'karpenter.k8s.aws',
  'karpenter.sh',
  'keda.sh/ScaledObject',
  'keda.sh/TriggerAuthentication',
  'kubernetes-client.io',
  'kustomize.config.k8s.io',
  'kustomize.toolkit.fluxcd.io',
  'kyverno.io',
  'linkerd.io',
  'metallb.io/BGPAdvertisement',
  'metallb.io/BGPPeer',
  'metallb.io/IPAddressPool',
  'metallb.io/L2Advertisement',
  'monitoring.coreos.com/AlertmanagerConfig',
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/Probe',
  'monitoring.coreos.com/PrometheusRule',
  'monitoring.coreos.com/ScrapeConfig',
  'monitoring.coreos.com/ServiceMonitor',
  'monitoring.googleapis.com/ClusterPodMonitoring',
  'monitoring.googleapis.com/ClusterRules',
  'monitoring.googleapis.com/PodMonitoring',
  'monitoring.googleapis.com/Rules',
  'multicluster.x-k8s.io',
  'networking.gke.io',
  'networking.istio.io',
  'networking.k8s.aws',
  'notification.toolkit.fluxcd.io',
  'onepassword.com',
  'opentelemetry.io/Instrumentation',
  'operators.coreos.com/OperatorGroup',
  'policies.kyverno.io',
  'policy.linkerd.io',
  'project.openshift.io',
  'projectcalico.org',
  'projectcontour.io/HTTPProxy',
  'projectcontour.io/TLSCertificateDelegation',
  'ricoberger.de',
  'route.openshift.io',
  'secretgenerator.mittwald.de',
  'secrets-store.csi.x-k8s.io',
  'secrets.hashicorp.com',
  'secrets.infisical.com',
  'security.istio.io',
  'security.openshift.io',
  'source.toolkit.fluxcd.io',
  'spv.no',
  'telemetry.istio.io',
  'template.openshift.io',
  'templates.gatekeeper.sh',
  'traefik.containo.us',
  'traefik.io',
  'trust.cert-manager.io',
  'user.openshift.io',
  'vpcresources.k8s.aws',
]);

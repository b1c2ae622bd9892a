/** A NetworkPolicy called `policy` as YAML; `labels`, `annotations` and `spec` in flow style. */
export function policyYaml(namespace: string, spec: string, labels = '{}', annotations = '{}'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { namespace: ${namespace}, name: policy, labels: ${labels}, annotations: ${annotations} }
spec: ${spec}
`;
}

const fromWeb = 'ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }]';
const edge = 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } }';
const proxy = 'podSelector: { matchLabels: { app: proxy } }';
const toApi = '{ to: [{ podSelector: { matchLabels: { app: api } } }] }';
const toDns = `{
  to: [{
    namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } },
    podSelector: { matchLabels: { k8s-app: kube-dns } },
  }],
  ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }],
}`;

/** Specs for a shop (see `openShops`), each with at most one mistake. */
export const specs = {
  sound: `{ podSelector: { matchLabels: { app: api } }, ${fromWeb} }`,
  deniesBoth: '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
  onlyDns: `{ podSelector: {}, policyTypes: [Egress], egress: [${toDns}] }`,
  fromWebAndProxies: `{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }, { ${edge}, ${proxy} }] }] }`,
  deniesIngress: '{ podSelector: {}, policyTypes: [Ingress] }',
  fromProxyOfEdge: `{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ${edge}, ${proxy} }] }] }`,
  withDns: `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${toApi}, ${toDns}] }`,
  lowerCaseProtocol: '{ podSelector: {}, ingress: [{ ports: [{ protocol: tcp, port: 80 }] }] }',
  misspelt: `{ podSelector: { matchLabel: { app: api } }, ${fromWeb} }`,
  untyped: `{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress], egress: [${toApi}] }`,
  split: `{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ${edge} }, { ${proxy} }] }] }`,
  withoutDns: `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${toApi}] }`,
  outOfScope: `{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ${proxy} }] }] }`,
  unmatched: `{ podSelector: { matchLabels: { app: wbe } }, ${fromWeb} }`,
  unknownNamespace:
    '{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: egde } } }] }] }',
  emptyPeers: '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: }] }',
  servicePort: `{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 80 }] }] }`,
  contradictory:
    '{ podSelector: { matchLabels: { app: web }, matchExpressions: [{ key: app, operator: NotIn, values: [web] }] } }',
  unmatchedPeer:
    '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: wbe } } }] }] }',
  wrongDnsPods: `{
    podSelector: { matchLabels: { app: web } },
    policyTypes: [Egress],
    egress: [{
      to: [{
        namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } },
        podSelector: { matchLabels: { k8s-app: coredns } },
      }],
      ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }],
    }],
  }`,
} as const;

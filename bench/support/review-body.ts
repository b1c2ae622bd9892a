/** The review of a policy that an application team would write: two rules in each direction, DNS among them. */
export const reviewBody = JSON.stringify({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: {
    uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
    kind: { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' },
    resource: { group: 'networking.k8s.io', version: 'v1', resource: 'networkpolicies' },
    requestKind: { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' },
    requestResource: { group: 'networking.k8s.io', version: 'v1', resource: 'networkpolicies' },
    name: 'app-1',
    namespace: 'ns-7',
    operation: 'CREATE',
    userInfo: { username: 'alice', groups: ['developers', 'system:authenticated'] },
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: 'app-1',
        namespace: 'ns-7',
        uid: 'b2f1',
        creationTimestamp: '2026-01-01T00:00:00Z',
        generation: 1,
      },
      spec: {
        podSelector: { matchLabels: { app: 'app-1' } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: { app: 'app-2' } } }],
            ports: [{ protocol: 'TCP', port: 8080 }],
          },
          {
            from: [
              {
                namespaceSelector: { matchLabels: { team: 'team-3' } },
                podSelector: { matchLabels: { tier: 'front' } },
              },
            ],
            ports: [{ protocol: 'TCP', port: 8080 }],
          },
        ],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
            ports: [
              { protocol: 'UDP', port: 53 },
              { protocol: 'TCP', port: 53 },
            ],
          },
          {
            to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }],
            ports: [{ protocol: 'TCP', port: 443 }],
          },
        ],
      },
    },
    oldObject: null,
    dryRun: false,
    options: {
      apiVersion: 'meta.k8s.io/v1',
      kind: 'CreateOptions',
      fieldManager: 'kubectl-client-side-apply',
      fieldValidation: 'Strict',
    },
  },
});

const spec = {
  podSelector: { matchLabels: { app: 'app-1' } },
  ingress: [
    {
      ports: [{ protocol: 'TCP', port: 8080 }],
      from: [{ podSelector: { matchLabels: { app: 'app-2' } } }],
    },
    {
      ports: [{ protocol: 'TCP', port: 8080 }],
      from: [
        {
          podSelector: { matchLabels: { tier: 'front' } },
          namespaceSelector: { matchLabels: { team: 'team-3' } },
        },
      ],
    },
  ],
  egress: [
    {
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
      to: [
        {
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        },
      ],
    },
    {
      ports: [{ protocol: 'TCP', port: 443 }],
      to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }],
    },
  ],
  policyTypes: ['Ingress', 'Egress'],
};

const identity = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The object as the API server completes it after `kubectl apply`: what was applied, and who owns which fields. */
const object = {
  ...identity,
  metadata: {
    name: 'app-1',
    namespace: 'ns-7',
    uid: '0b6e2f3e-8d7c-4d55-9c77-0b6f0a6f3f51',
    generation: 1,
    creationTimestamp: '2026-01-01T00:00:00Z',
    annotations: {
      [lastApplied]: `${JSON.stringify({
        ...identity,
        metadata: { annotations: {}, name: 'app-1', namespace: 'ns-7' },
        spec,
      })}\n`,
    },
    managedFields: [
      {
        manager: 'kubectl-client-side-apply',
        operation: 'Update',
        apiVersion: 'networking.k8s.io/v1',
        time: '2026-01-01T00:00:00Z',
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:metadata': { 'f:annotations': { '.': {}, [`f:${lastApplied}`]: {} } },
          'f:spec': { 'f:egress': {}, 'f:ingress': {}, 'f:podSelector': {}, 'f:policyTypes': {} },
        },
      },
    ],
  },
  spec,
};

const kind = { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' };
const resource = { group: 'networking.k8s.io', version: 'v1', resource: 'networkpolicies' };

/**
 * The review that the API server sends when an application team applies a policy with kubectl: two rules in each direction,
 * DNS among them.
 */
export const reviewBody = JSON.stringify({
  kind: 'AdmissionReview',
  apiVersion: 'admission.k8s.io/v1',
  request: {
    uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
    kind,
    resource,
    requestKind: kind,
    requestResource: resource,
    name: 'app-1',
    namespace: 'ns-7',
    operation: 'CREATE',
    userInfo: { username: 'alice', groups: ['developers', 'system:authenticated'] },
    object,
    oldObject: null,
    dryRun: false,
    options: {
      kind: 'CreateOptions',
      apiVersion: 'meta.k8s.io/v1',
      fieldManager: 'kubectl-client-side-apply',
      fieldValidation: 'Strict',
    },
  },
});

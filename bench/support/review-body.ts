/** Two rules in each direction, DNS among them. */
const specOf = (app: string): object => ({
  podSelector: { matchLabels: { app } },
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
});

const identity = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The object as the API server completes it after `kubectl apply`: what was applied, and who owns which fields. */
function storedObject(namespace: string, name: string, app: string): object {
  const spec = specOf(app);
  return {
    ...identity,
    metadata: {
      name,
      namespace,
      uid: '0b6e2f3e-8d7c-4d55-9c77-0b6f0a6f3f51',
      generation: 1,
      creationTimestamp: '2026-01-01T00:00:00Z',
      annotations: {
        [lastApplied]: `${JSON.stringify({ ...identity, metadata: { annotations: {}, name, namespace }, spec })}\n`,
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
}

const kind = { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' };
const resource = { group: 'networking.k8s.io', version: 'v1', resource: 'networkpolicies' };

interface Asked {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  readonly operation: string;
  readonly object: object;
  readonly oldObject: object | null;
  readonly options: object;
}

function bodyOf(asked: Asked): string {
  return JSON.stringify({
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      kind,
      resource,
      requestKind: kind,
      requestResource: resource,
      userInfo: { username: 'alice', groups: ['developers', 'system:authenticated'] },
      dryRun: false,
      ...asked,
    },
  });
}

/** The review that the API server sends when an application team applies a policy with kubectl. */
export const reviewBody = bodyOf({
  uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
  name: 'app-1',
  namespace: 'ns-7',
  operation: 'CREATE',
  object: storedObject('ns-7', 'app-1', 'app-1'),
  oldObject: null,
  options: {
    kind: 'CreateOptions',
    apiVersion: 'meta.k8s.io/v1',
    fieldManager: 'kubectl-client-side-apply',
    fieldValidation: 'Strict',
  },
});

/** The reviews of a controller that puts every policy again as it is, four in each of so many namespaces. */
export function reviewsOfAll(namespaces: number): readonly string[] {
  return Array.from({ length: namespaces * 4 }, (_, serial) => {
    const [namespace, name] = [`ns-${Math.floor(serial / 4)}`, `policy-${serial % 4}`];
    const object = storedObject(namespace, name, `app-${serial % 4}`);
    const options = {
      kind: 'PatchOptions',
      apiVersion: 'meta.k8s.io/v1',
      fieldManager: 'gitops',
      force: true,
    };
    const uid = `705ab4f5-6393-11e8-b7cc-${String(serial).padStart(12, '0')}`;
    return bodyOf({ uid, name, namespace, operation: 'UPDATE', object, oldObject: object, options });
  });
}

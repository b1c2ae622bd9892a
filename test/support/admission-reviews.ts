/** A NetworkPolicy as an API server sends it to a webhook: defaulted, with the metadata that the server adds. */
export function storedPolicy(spec: object, metadata: object = {}): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: 'api',
      namespace: 'shop',
      uid: '0f4a6e0a-5a43-4c2e-8d0d-5a5a6dd0a3f1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      generation: 1,
      managedFields: [{ manager: 'kubectl', operation: 'Update', fieldsV1: { 'f:spec': {} } }],
      ...metadata,
    },
    spec: { policyTypes: ['Ingress'], ...spec },
  };
}

/** The annotation that client-side apply writes, holding the object as typed. */
export function applied(typed: object): object {
  return { 'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(typed)}\n` };
}

/** An AdmissionReview with every member that API servers of 1.30 and newer send; `changes` replace members of the request. */
export function admissionReview(changes: object): { readonly request: Readonly<Record<string, unknown>> } {
  const kind = { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' };
  const resource = { group: 'networking.k8s.io', version: 'v1', resource: 'networkpolicies' };
  const review = {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
      kind,
      resource,
      requestKind: kind,
      requestResource: resource,
      name: 'api',
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: { username: 'alice', groups: ['developers', 'system:authenticated'] },
      object: storedPolicy({ podSelector: {} }),
      oldObject: null,
      dryRun: false,
      options: {
        kind: 'CreateOptions',
        apiVersion: 'meta.k8s.io/v1',
        fieldManager: 'kubectl-client-side-apply',
        fieldValidation: 'Ignore',
      },
      ...changes,
    },
  };
  // Through text, as every review comes: nothing is shared and nothing is undefined.
  return JSON.parse(JSON.stringify(review)) as typeof review;
}

/** The kinds of objects that have the API server call Services. */
export const callbackKinds = [
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'APIService',
  'CustomResourceDefinition',
] as const;

/** A ServiceReference: the Service that the API server calls, and the port of the Service that it uses. */
export interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/** An object that has the API server call Services of the cluster: for admission, conversion, or a part of the API. */
export interface Callback {
  readonly apiVersion: string;
  readonly kind: (typeof callbackKinds)[number];
  readonly name: string;
  /** Without repetition; none where the object asks for nothing, or for a URL. */
  readonly services: readonly ServiceReference[];
}

/** How a callback is told apart: by kind and name, `APIService/v1beta1.metrics.k8s.io`. */
export function callbackKey({ kind, name }: Pick<Callback, 'kind' | 'name'>): string {
  return `${kind}/${name}`;
}

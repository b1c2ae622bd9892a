import { callbackKinds, type Callback, type ServiceReference } from './callback.ts';
import { isPortNumber } from './container-port.ts';
import { listAt, textAt, valueAt } from './json.ts';

/**
 * A webhook configuration, an APIService or a CustomResourceDefinition, from a file or from the API server; undefined for
 * what is none or has no name. References without a name or a namespace are left out: the API server takes none.
 */
export function readCallback(value: unknown): Callback | undefined {
  const name = textAt(value, 'metadata', 'name');
  const apiVersion = textAt(value, 'apiVersion');
  const kind = callbackKinds.find((each) => each === textAt(value, 'kind'));
  if (name === undefined || apiVersion === undefined || kind === undefined) return undefined;
  const services = new Map<string, ServiceReference>();
  for (const reference of referencesOf(kind, value)) {
    const service = readServiceReference(reference);
    if (service !== undefined) services.set(JSON.stringify(service), service);
  }
  return { apiVersion, kind, name, services: [...services.values()] };
}

function referencesOf(kind: Callback['kind'], value: unknown): readonly unknown[] {
  switch (kind) {
    case 'ValidatingWebhookConfiguration':
    case 'MutatingWebhookConfiguration':
      return listAt(value, 'webhooks').map((webhook) => valueAt(webhook, 'clientConfig', 'service'));
    case 'APIService':
      return [valueAt(value, 'spec', 'service')];
    case 'CustomResourceDefinition':
      return conversions.map((steps) => valueAt(value, 'spec', 'conversion', ...steps, 'service'));
  }
}

/** As apiextensions.k8s.io/v1 has it, and as v1beta1 had it. */
const conversions = [['webhook', 'clientConfig'], ['webhookClientConfig']];

/** The API server fills in port 443. */
function readServiceReference(value: unknown): ServiceReference | undefined {
  const namespace = textAt(value, 'namespace');
  const name = textAt(value, 'name');
  if (namespace === undefined || name === undefined) return undefined;
  const port = valueAt(value, 'port');
  return { namespace, name, port: isPortNumber(port) ? port : 443 };
}

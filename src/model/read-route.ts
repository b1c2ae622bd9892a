import { isPortNumber } from './container-port.ts';
import type { Ingress, IngressBackend } from './ingress.ts';
import { listAt, textAt, valueAt } from './json.ts';
import { readMetadata } from './metadata.ts';

/** What is to Services what an Ingress is, by its group and kind; undefined for any other kind. */
export function readRoute(groupKind: string, value: unknown, defaultNamespace: string): Ingress | undefined {
  switch (groupKind) {
    case 'gateway.networking.k8s.io/HTTPRoute':
      return readGatewayRoute('HTTPRoute', value, defaultNamespace);
    case 'gateway.networking.k8s.io/GRPCRoute':
      return readGatewayRoute('GRPCRoute', value, defaultNamespace);
    case 'route.openshift.io/Route':
      return readOpenShiftRoute(value, defaultNamespace);
    default:
      return undefined;
  }
}

/**
 * An HTTPRoute or GRPCRoute of the Gateway API, as an Ingress to the Services of its own namespace; undefined for what has
 * no name or does not belong to a Gateway: a mesh gives routes to Services.
 */
function readGatewayRoute(
  kind: 'HTTPRoute' | 'GRPCRoute',
  value: unknown,
  defaultNamespace: string,
): Ingress | undefined {
  const metadata = readMetadata(value, defaultNamespace);
  const gateways = listAt(value, 'spec', 'parentRefs').filter(isOfKind('Gateway'));
  if (metadata === undefined || gateways.length === 0) return undefined;
  const isIn = (reference: unknown): boolean =>
    (textAt(reference, 'namespace') ?? metadata.namespace) === metadata.namespace;
  const backends = listAt(value, 'spec', 'rules')
    .flatMap((rule) => listAt(rule, 'backendRefs'))
    .filter((reference) => isOfKind('Service')(reference) && isIn(reference))
    .flatMap(readBackend);
  return {
    kind,
    ...metadata,
    backends: [...new Map(backends.map((backend) => [JSON.stringify(backend), backend])).values()],
    ...(gateways.some(isIn) ? { gatewayHere: true } : {}),
  };
}

/** The kind that a reference means when it names none is the one that stands there as a rule. */
function isOfKind(kind: 'Gateway' | 'Service'): (reference: unknown) => boolean {
  return (reference) => (textAt(reference, 'kind') ?? kind) === kind;
}

function readBackend(reference: unknown): readonly IngressBackend[] {
  const [name, port] = [textAt(reference, 'name'), valueAt(reference, 'port')];
  return name === undefined || !isPortNumber(port) ? [] : [{ name, port }];
}

/** A Route of OpenShift, whose port is a name of the Service's or a number of the pods'. */
function readOpenShiftRoute(value: unknown, defaultNamespace: string): Ingress | undefined {
  const metadata = readMetadata(value, defaultNamespace);
  if (metadata === undefined) return undefined;
  const port = valueAt(value, 'spec', 'port', 'targetPort');
  const which = isPortNumber(port) ? { targetPort: port } : typeof port === 'string' ? { port } : {};
  const names = [valueAt(value, 'spec', 'to'), ...listAt(value, 'spec', 'alternateBackends')]
    .filter(isOfKind('Service'))
    .flatMap((reference) => textAt(reference, 'name') ?? []);
  return { kind: 'Route', ...metadata, backends: [...new Set(names)].map((name) => ({ name, ...which })) };
}

import { isPortNumber } from './container-port.ts';
import type { Ingress, IngressBackend } from './ingress.ts';
import { listAt, textAt, valueAt } from './json.ts';
import { readMetadata } from './metadata.ts';

/** An Ingress of networking.k8s.io, or of extensions as it once was; undefined for what has no name. */
export function readIngress(value: unknown, defaultNamespace: string): Ingress | undefined {
  const metadata = readMetadata(value, defaultNamespace);
  if (metadata === undefined) return undefined;
  const backends = new Map<string, IngressBackend>();
  for (const written of backendsOf(valueAt(value, 'spec'))) {
    const backend = readBackend(written);
    if (backend !== undefined) backends.set(JSON.stringify(backend), backend);
  }
  return { kind: 'Ingress', ...metadata, backends: [...backends.values()] };
}

function backendsOf(spec: unknown): readonly unknown[] {
  const paths = listAt(spec, 'rules').flatMap((rule) => listAt(rule, 'http', 'paths'));
  // Until v1 the default was called `backend`.
  const defaults = [valueAt(spec, 'defaultBackend'), valueAt(spec, 'backend')];
  return [...defaults, ...paths.map((path) => valueAt(path, 'backend'))];
}

/** As v1 has it, or v1beta1; a backend may also be a resource of some other kind, of which nothing is known. */
function readBackend(value: unknown): IngressBackend | undefined {
  const name = textAt(value, 'service', 'name') ?? textAt(value, 'serviceName');
  const port =
    valueAt(value, 'service', 'port', 'number') ??
    valueAt(value, 'service', 'port', 'name') ??
    valueAt(value, 'servicePort');
  if (name === undefined) return undefined;
  return isPortNumber(port) || (typeof port === 'string' && port !== '') ? { name, port } : undefined;
}

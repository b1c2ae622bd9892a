import { isPortNumber, readProtocol } from './container-port.ts';
import { listAt, textAt, valueAt } from './json.ts';
import { readLabels } from './labels.ts';
import { readMetadata } from './metadata.ts';
import type { Service, ServicePort } from './service.ts';

/**
 * A v1 Service, from a file or from the API server; undefined for what has no name. Left out are addresses that are
 * none (`None` of a headless Service) and ports that no API server stores.
 */
export function readService(value: unknown, defaultNamespace: string): Service | undefined {
  const metadata = readMetadata(value, defaultNamespace);
  if (metadata === undefined) return undefined;
  const spec = valueAt(value, 'spec');
  const type = readType(valueAt(spec, 'type'));
  const hasNodePorts = type === 'NodePort' || type === 'LoadBalancer';
  const ports = listAt(spec, 'ports').map((entry) => readServicePort(entry, hasNodePorts));
  return {
    ...metadata,
    type,
    labels: readLabels(valueAt(value, 'metadata', 'labels')),
    selector: readLabels(valueAt(spec, 'selector')),
    ...readClusterIPs(spec),
    ...(isDualStack(spec) ? { dualStack: true } : {}),
    ports: ports.filter((port) => port !== undefined),
  };
}

function readType(value: unknown): Service['type'] {
  switch (value) {
    case 'NodePort':
    case 'LoadBalancer':
    case 'ExternalName':
      return value;
    default:
      return 'ClusterIP';
  }
}

/** `clusterIPs` where the server fills it in, else `clusterIP`, which repeats its first entry; `None` stands for no address. */
function readClusterIPs(spec: unknown): Pick<Service, 'clusterIPs' | 'headless'> {
  const several = listAt(spec, 'clusterIPs');
  const written = several.length > 0 ? several : [valueAt(spec, 'clusterIP')];
  return {
    clusterIPs: written.filter(
      (text): text is string => typeof text === 'string' && text !== '' && text !== 'None',
    ),
    headless: written.includes('None'),
  };
}

/** `PreferDualStack` is content with one family. */
function isDualStack(spec: unknown): boolean {
  return textAt(spec, 'ipFamilyPolicy') === 'RequireDualStack' || listAt(spec, 'clusterIPs').length > 1;
}

function readServicePort(entry: unknown, hasNodePorts: boolean): ServicePort | undefined {
  const port = valueAt(entry, 'port');
  const protocol = readProtocol(entry);
  if (!isPortNumber(port) || protocol === undefined) return undefined;
  const target = valueAt(entry, 'targetPort');
  const nodePort = valueAt(entry, 'nodePort');
  return {
    name: textAt(entry, 'name'),
    protocol,
    port,
    targetPort: readTarget(target) ?? port,
    ...(hasNodePorts && isPortNumber(nodePort) ? { nodePort } : {}),
  };
}

/** 0 and the empty string are what Go's zero IntOrString looks like: not written. */
function readTarget(target: unknown): number | string | undefined {
  if (isPortNumber(target)) return target;
  return typeof target === 'string' && target !== '' ? target : undefined;
}

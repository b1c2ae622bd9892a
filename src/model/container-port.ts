import { listAt, textAt, valueAt } from './json.ts';
import { protocols, type Protocol } from './networkpolicy.ts';
import type { ContainerPort } from './pod.ts';

/**
 * The ports that the containers of a PodSpec declare, in the order written; sidecars (init containers with
 * `restartPolicy: Always`) after the others. Entries that no API server stores are left out.
 */
export function readContainerPorts(podSpec: unknown): readonly ContainerPort[] {
  const sidecars = listAt(podSpec, 'initContainers').filter(isSidecar);
  const ports: ContainerPort[] = [];
  for (const container of [...listAt(podSpec, 'containers'), ...sidecars]) {
    for (const entry of listAt(container, 'ports')) {
      const port = readContainerPort(entry);
      if (port !== undefined) ports.push(port);
    }
  }
  return ports;
}

function isSidecar(container: unknown): boolean {
  return valueAt(container, 'restartPolicy') === 'Always';
}

function readContainerPort(entry: unknown): ContainerPort | undefined {
  const port = valueAt(entry, 'containerPort');
  const protocol = readProtocol(entry);
  if (!isPortNumber(port) || protocol === undefined) return undefined;
  return { name: textAt(entry, 'name'), protocol, port };
}

/** The protocol of a container or Service port, TCP where none is written; undefined for one that does not exist. */
export function readProtocol(entry: unknown): Protocol | undefined {
  const written = valueAt(entry, 'protocol') ?? 'TCP';
  return protocols.find((protocol) => protocol === written);
}

/** Whether the value can be a port: a whole number from 1 to 65535. */
export function isPortNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}

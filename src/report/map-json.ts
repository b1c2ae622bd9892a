import type { ConnectivityMap } from '../connectivity/connectivity-map.ts';
import type { MapRow } from '../connectivity/map-row.ts';
import { endsJson, podSetJson, portsJson } from './ends-json.ts';

/** The map as JSON, version 1: one object and a newline. */
export function mapJson({ basis, rows, beyond, open, closed, gaps }: ConnectivityMap): string {
  const sides = (found: ConnectivityMap['open']): object => ({
    ingress: found.ingress.map(podSetJson),
    egress: found.egress.map(podSetJson),
  });
  const envelope = {
    version: 1,
    basis,
    connections: rows.map(rowJson),
    beyond: beyond.map(rowJson),
    open: sides(open),
    closed: sides(closed),
    cannotTell: gaps,
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

function rowJson({ from, to, ports, portNames }: MapRow): object {
  return { from: endsJson(from), to: endsJson(to), ...portsJson(ports, portNames) };
}

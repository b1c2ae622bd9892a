import { protocols } from '../networkpolicy.ts';
import type { PortObject } from '../networkpolicy-object.ts';
import type { Problem } from '../problem.ts';
import { type Check, invalid, problem } from './check.ts';
import { portNameFaults } from './names.ts';

/** A NetworkPolicyPort; without a port it means every port of its protocol, so that an empty one is valid. */
export const policyPort: Check<PortObject | null> = (entry) => {
  const { protocol, port, endPort } = entry ?? {};
  return [...protocolProblems(protocol), ...portProblems(port), ...endPortProblems(port, endPort)];
};

function protocolProblems(protocol: PortObject['protocol']): readonly Problem[] {
  if (protocol === null || protocol === undefined) return [];
  if (protocols.some((known) => known === protocol)) return [];
  return [
    problem(['protocol'], 'FieldValueNotSupported', protocol, `must be one of ${protocols.join(', ')}`),
  ];
}

function portProblems(port: PortObject['port']): readonly Problem[] {
  if (port === null || port === undefined) return [];
  return invalid(['port'], port, typeof port === 'number' ? rangeFaults(port) : nameFaults(port));
}

function nameFaults(name: string): readonly string[] {
  const [first, ...others] = portNameFaults(name);
  return first === undefined ? [] : [`must be a number; as a port name it ${first}`, ...others];
}

function endPortProblems(port: PortObject['port'], endPort: PortObject['endPort']): readonly Problem[] {
  if (endPort === null || endPort === undefined) return [];
  if (port === null || port === undefined)
    return invalid(['endPort'], endPort, ['must be left out without port']);
  if (typeof port === 'string') return invalid(['endPort'], endPort, ['must be left out beside a port name']);
  const order = endPort < port ? [`must not be less than port, ${port}`] : [];
  return invalid(['endPort'], endPort, [...order, ...rangeFaults(endPort)]);
}

function rangeFaults(port: number): readonly string[] {
  return port >= 1 && port <= 65535 ? [] : ['must be from 1 to 65535'];
}

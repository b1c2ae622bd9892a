import {
  isOnePort,
  type NetworkPolicy,
  type PolicyPort,
  type PolicyRule,
} from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import { portAdmits } from '../admitting.ts';
import { isWebhookPort, saysWebhook } from '../ports/usual-ports.ts';
import { type CallFacts, calledPorts } from './called-ports.ts';

/** Whether all ports of an ingress rule are those that the API server calls, by the facts or by their names. */
export function isForApiServer(rule: PolicyRule, policy: NetworkPolicy, facts: CallFacts): boolean {
  if (rule.ports.length === 0) return false;
  if (rule.ports.every((port) => isNamedForWebhook(port, policy))) return true;
  const { ports } = calledPorts(policy, facts);
  return rule.ports.every((entry) => isOnePort(entry) && ports.some((called) => opens(entry, called)));
}

function opens(entry: PolicyPort, { port, pods }: { port: number; pods: readonly Pod[] }): boolean {
  return pods.some((pod) => portAdmits(entry, { protocol: 'TCP', port }, { kind: 'pod', pod }));
}

/** Whether names say that a webhook listens on the port: its own, or that of the policy beside a usual number. */
export function isNamedForWebhook(port: PolicyPort, { name }: NetworkPolicy): boolean {
  if (port.protocol !== 'TCP') return false;
  if (port.kind === 'named' && saysWebhook.test(port.name)) return true;
  return saysWebhook.test(name) && isWebhookPort(port);
}

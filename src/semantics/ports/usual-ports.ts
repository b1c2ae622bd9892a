import { isOnePort, onlyNumberOf, type PolicyPort } from '../../model/networkpolicy.ts';
import { coversDns } from '../dns/grants.ts';

/** Whether the entries open ports of DNS and nothing else. */
export function areDnsOnly(ports: readonly PolicyPort[]): boolean {
  return ports.length > 0 && ports.every(isDnsPort);
}

/** Whether the entry opens one port, and DNS pods listen on it; a name counts when it speaks of DNS. */
export function isDnsPort(port: PolicyPort): boolean {
  return isOnePort(port) && coversDns(port, port.protocol);
}

/** Whether the entry opens one port, of HTTP or HTTPS: the ports of the world outside, and of what is open to all. */
export function isWebPort(port: PolicyPort): boolean {
  return isOneOf(port, [80, 443], /^(http|https|web)$/);
}

/** Whether the entry opens one port, on which webhooks listen to the API server, whose address nobody knows. */
export function isWebhookPort(port: PolicyPort): boolean {
  return isOneOf(port, [443, 6443, 8443, 9443, 10250], saysWebhook);
}

/** What is called so is a webhook: ports, and policies. */
export const saysWebhook = /webhook/i;

function isOneOf(port: PolicyPort, numbers: readonly number[], names: RegExp): boolean {
  if (port.protocol !== 'TCP') return false;
  return port.kind === 'named' ? names.test(port.name) : numbers.includes(onlyNumberOf(port) ?? -1);
}

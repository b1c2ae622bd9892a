import { parseCidr } from './cidr.ts';
import { compilePort } from './compile-port.ts';
import { compileLabelSelector } from './compile-selector.ts';
import { readMetadata } from './metadata.ts';
import type { IPBlockObject, NetworkPolicyObject, PeerObject, RuleObject } from './networkpolicy-object.ts';
import type { Direction, IPBlock, NetworkPolicy, Peer, PolicyRule } from './networkpolicy.ts';

/**
 * The policy after defaulting, with selectors compiled and addresses parsed; undefined when a part of it has no meaning,
 * which is never so for what `validateNetworkPolicy` accepts.
 */
export function compileNetworkPolicy(
  object: NetworkPolicyObject,
  defaultNamespace: string,
): NetworkPolicy | undefined {
  const { spec } = object;
  const metadata = readMetadata(object, defaultNamespace);
  const podSelector = compileLabelSelector(spec?.podSelector ?? {});
  const isolates = compileTypes(spec);
  const ingress = compileAll(spec?.ingress, (rule) => compileRule(rule, rule?.from));
  const egress = compileAll(spec?.egress, (rule) => compileRule(rule, rule?.to));
  if (metadata === undefined || podSelector === undefined || isolates === undefined) return undefined;
  if (ingress === undefined || egress === undefined) return undefined;
  return { ...metadata, podSelector, isolates, ingress, egress };
}

/** Every entry compiled; undefined as soon as one has no meaning. */
function compileAll<Entry, Compiled>(
  entries: readonly Entry[] | null | undefined,
  compile: (entry: Entry) => Compiled | undefined,
): readonly Compiled[] | undefined {
  const compiled: Compiled[] = [];
  for (const entry of entries ?? []) {
    const one = compile(entry);
    if (one === undefined) return undefined;
    compiled.push(one);
  }
  return compiled;
}

/** Without policyTypes: Ingress, and Egress when there is an egress rule (NetworkPolicySpec.policyTypes). */
function compileTypes(spec: NetworkPolicyObject['spec']): readonly Direction[] | undefined {
  const types = spec?.policyTypes ?? [];
  if (types.length === 0) return (spec?.egress ?? []).length > 0 ? ['ingress', 'egress'] : ['ingress'];
  if (!types.every((type) => type === 'Ingress' || type === 'Egress')) return undefined;
  const isolates: Direction[] = [];
  if (types.includes('Ingress')) isolates.push('ingress');
  if (types.includes('Egress')) isolates.push('egress');
  return isolates;
}

function compileRule(
  rule: RuleObject | null | undefined,
  written: RuleObject['from'],
): PolicyRule | undefined {
  const peers = compileAll(written, compilePeer);
  const ports = compileAll(rule?.ports, compilePort);
  return peers === undefined || ports === undefined ? undefined : { peers, ports };
}

function compilePeer(peer: PeerObject | null | undefined): Peer | undefined {
  const { podSelector: pods, namespaceSelector: namespaces, ipBlock } = peer ?? {};
  if (ipBlock !== null && ipBlock !== undefined) return compileBlock(ipBlock);
  const podSelector = pods ? compileLabelSelector(pods) : undefined;
  const namespaceSelector = namespaces ? compileLabelSelector(namespaces) : undefined;
  if (pods && podSelector === undefined) return undefined;
  if (namespaces && namespaceSelector === undefined) return undefined;
  return pods || namespaces ? { kind: 'pods', podSelector, namespaceSelector } : undefined;
}

function compileBlock(block: IPBlockObject): IPBlock | undefined {
  const cidr = compileRange(block.cidr);
  const except = compileAll(block.except, compileRange);
  return cidr === undefined || except === undefined ? undefined : { kind: 'ipBlock', cidr, except };
}

function compileRange(text: string | null | undefined): IPBlock['cidr'] | undefined {
  const read = parseCidr(text ?? '');
  if ('error' in read) return undefined;
  const { family, first, last } = read.cidr;
  return { family, first, last, text: read.cidr.text };
}

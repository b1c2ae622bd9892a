import type { Rule } from '../lint/rule.ts';
import { allPortsOfProtocol } from './all-ports-of-protocol.ts';
import { allowAllRule } from './allow-all-rule.ts';
import { ambiguousCidr } from './ambiguous-cidr.ts';
import { badSuppression } from './bad-suppression.ts';
import { callerKeptOut } from './caller-kept-out.ts';
import { clusterAddressInIpblock } from './cluster-address-in-ipblock.ts';
import { cutsConnections } from './cuts-connections.ts';
import { denyWithoutType } from './deny-without-type.ts';
import { dnsBlocked } from './dns-blocked.ts';
import { dnsOneProtocol } from './dns-one-protocol.ts';
import { dnsWrongPeer } from './dns-wrong-peer.ts';
import { dnsWrongPort } from './dns-wrong-port.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicatePolicy } from './duplicate-policy.ts';
import { emptyIpBlock } from './empty-ip-block.ts';
import { emptyPeerList } from './empty-peer-list.ts';
import { entryCutOff } from './entry-cut-off.ts';
import { exceptUndone } from './except-undone.ts';
import { homeMadeNamespaceLabel } from './home-made-namespace-label.ts';
import { hostNetworkPod } from './host-network-pod.ts';
import { implicitPolicyTypes } from './implicit-policy-types.ts';
import { invalidField } from './invalid-field.ts';
import { meshPortMissing } from './mesh-port-missing.ts';
import { metadataEndpointOpen } from './metadata-endpoint-open.ts';
import { misplacedField } from './misplaced-field.ts';
import { nameContradictsRules } from './name-contradicts-rules.ts';
import { namespaceLabelInPodSelector } from './namespace-label-in-pod-selector.ts';
import { newlyIsolated } from './newly-isolated.ts';
import { noEffect } from './no-effect.ts';
import { nullSelector } from './null-selector.ts';
import { oneIpFamily } from './one-ip-family.ts';
import { oneSidedAllow } from './one-sided-allow.ts';
import { openToAllNamespaces } from './open-to-all-namespaces.ts';
import { openToWorld } from './open-to-world.ts';
import { opensConnections } from './opens-connections.ts';
import { outOfScopeSelector } from './out-of-scope-selector.ts';
import { overlappingPorts } from './overlapping-ports.ts';
import { policyNotEnforced } from './policy-not-enforced.ts';
import { redundantPeer } from './redundant-peer.ts';
import { redundantPolicy } from './redundant-policy.ts';
import { redundantRequirement } from './redundant-requirement.ts';
import { redundantRule } from './redundant-rule.ts';
import { repeatedPolicyType } from './repeated-policy-type.ts';
import { ruleFailed } from './rule-failed.ts';
import { rulesWithoutType } from './rules-without-type.ts';
import { servicePort } from './service-port.ts';
import { splitPeer } from './split-peer.ts';
import { splitRule } from './split-rule.ts';
import { spoofablePeer } from './spoofable-peer.ts';
import { undeclaredPort } from './undeclared-port.ts';
import { undoneByPolicy } from './undone-by-policy.ts';
import { unknownField } from './unknown-field.ts';
import { unknownNamespace } from './unknown-namespace.ts';
import { unmatchedNamespaceSelector } from './unmatched-namespace-selector.ts';
import { unmatchedPeer } from './unmatched-peer.ts';
import { unmatchedPodSelector } from './unmatched-pod-selector.ts';
import { unreadableDocument } from './unreadable-document.ts';
import { unresolvedPortName } from './unresolved-port-name.ts';
import { unsatisfiableSelector } from './unsatisfiable-selector.ts';
import { unstableLabel } from './unstable-label.ts';
import { webhookCutOff } from './webhook-cut-off.ts';
import { wrongApiVersion } from './wrong-api-version.ts';
import { serverApiEgress } from './server-api-egress.ts';
import { monitoringCutOff } from './monitoring-cut-off.ts';

/** Every rule, in code order. */
export const catalog: readonly Rule[] = [
  ruleFailed,
  badSuppression,
  unreadableDocument,
  invalidField,
  unknownField,
  misplacedField,
  duplicateKey,
  wrongApiVersion,
  rulesWithoutType,
  denyWithoutType,
  implicitPolicyTypes,
  nullSelector,
  ambiguousCidr,
  repeatedPolicyType,
  splitRule,
  unstableLabel,
  splitPeer,
  openToAllNamespaces,
  spoofablePeer,
  allowAllRule,
  emptyPeerList,
  unsatisfiableSelector,
  redundantRequirement,
  redundantPeer,
  redundantRule,
  nameContradictsRules,
  homeMadeNamespaceLabel,
  namespaceLabelInPodSelector,
  dnsBlocked,
  dnsOneProtocol,
  dnsWrongPort,
  dnsWrongPeer,
  openToWorld,
  metadataEndpointOpen,
  oneIpFamily,
  exceptUndone,
  emptyIpBlock,
  clusterAddressInIpblock,
  serverApiEgress,
  meshPortMissing,
  overlappingPorts,
  allPortsOfProtocol,
  unmatchedPodSelector,
  unmatchedPeer,
  outOfScopeSelector,
  unmatchedNamespaceSelector,
  servicePort,
  unresolvedPortName,
  undeclaredPort,
  hostNetworkPod,
  policyNotEnforced,
  unknownNamespace,
  webhookCutOff,
  entryCutOff,
  monitoringCutOff,
  callerKeptOut,
  duplicatePolicy,
  redundantPolicy,
  undoneByPolicy,
  oneSidedAllow,
  newlyIsolated,
  cutsConnections,
  opensConnections,
  noEffect,
];

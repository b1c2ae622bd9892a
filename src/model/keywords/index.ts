import { annotationMap, labelMap } from './labels.ts';
import { finalizerNames, identity, owners, timestamp } from './metadata.ts';
import { addressBlock, peer } from './peer.ts';
import { policyTypeList } from './policy-types.ts';
import { policyPort } from './port.ts';
import { selectorRequirement } from './selector.ts';

/** The keywords of the NetworkPolicy schema that JSON Schema does not have, by the name they have there. */
export const keywords = {
  identity,
  timestamp,
  labelMap,
  annotationMap,
  owners,
  finalizerNames,
  selectorRequirement,
  policyPort,
  peer,
  addressBlock,
  policyTypeList,
} as const;

/** A keyword of our own. */
export type KeywordName = keyof typeof keywords;

import { acceptedCases } from './policy-cases/accepted.ts';
import { addressCases } from './policy-cases/addresses.ts';
import { decodingCases } from './policy-cases/decoding.ts';
import { metadataCases } from './policy-cases/metadata.ts';
import { portCases } from './policy-cases/ports.ts';
import { selectorCases } from './policy-cases/selectors.ts';
import type { PolicyCase } from './policy-cases/shapes.ts';
import { updateCases } from './policy-cases/updates.ts';

/** Every hand-written case: what an API server of Kubernetes 1.36 says about one write of a NetworkPolicy. */
export const policyCases: readonly PolicyCase[] = [
  ...acceptedCases,
  ...selectorCases,
  ...portCases,
  ...addressCases,
  ...metadataCases,
  ...decodingCases,
  ...updateCases,
];

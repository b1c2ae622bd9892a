/** A minor version of Kubernetes. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
}

/**
 * Whether the API server refuses ambiguous CIDRs: it does so from 1.36 on (StrictIPCIDRValidation, KEP-4858). Of an
 * unknown version the strict reading is the safe one.
 */
export function isStrictAboutCidrs(version: KubernetesVersion | undefined): boolean {
  return version === undefined || version.major > 1 || version.minor >= 36;
}

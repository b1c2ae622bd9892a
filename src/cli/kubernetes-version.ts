import type { Misuse } from './arguments.ts';

/** A minor version of Kubernetes. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
}

/** Reads `1.36`, `v1.36.3` and what providers append to them. */
export function parseKubernetesVersion(typed: string): KubernetesVersion | Misuse {
  const [, major, minor] = /^v?(\d+)\.(\d+)(?:[.+-].*)?$/.exec(typed) ?? [];
  if (major === undefined) return { misuse: `${typed} is no Kubernetes version; write it like 1.36` };
  return { major: Number(major), minor: Number(minor) };
}

/**
 * Whether the API server refuses ambiguous CIDRs: it does so from 1.36 on (StrictIPCIDRValidation, KEP-4858). Of an
 * unknown version the strict reading is the safe one.
 */
export function isStrictAboutCidrs(version: KubernetesVersion | undefined): boolean {
  return version === undefined || version.major > 1 || version.minor >= 36;
}

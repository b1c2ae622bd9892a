import type { Misuse } from './arguments.ts';

/**
 * Whether the API server of a version refuses ambiguous CIDRs: it does so from 1.36 on
 * (StrictIPCIDRValidation, KEP-4858). Without a version, the strict reading.
 */
export function isStrictAboutCidrs(version: string | undefined): boolean | Misuse {
  if (version === undefined) return true;
  const [, major, minor] = /^v?(\d+)\.(\d+)(?:[.+-].*)?$/.exec(version) ?? [];
  if (major === undefined) return { misuse: `${version} is no Kubernetes version; write it like 1.36` };
  return Number(major) > 1 || Number(minor) >= 36;
}

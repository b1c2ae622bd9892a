import type { KubernetesVersion } from '../model/kubernetes-version.ts';
import type { Misuse } from './arguments.ts';

/** Reads `1.36`, `v1.36.3` and what providers append to them. */
export function parseKubernetesVersion(typed: string): KubernetesVersion | Misuse {
  const [, major, minor] = /^v?(\d+)\.(\d+)(?:[.+-].*)?$/.exec(typed) ?? [];
  if (major === undefined) return { misuse: `${typed} is no Kubernetes version; write it like 1.36` };
  return { major: Number(major), minor: Number(minor) };
}

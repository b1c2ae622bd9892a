import type { Address, Listeners } from '../config/configuration.ts';
import type { Face } from './face.ts';

/** One place to listen at, and what is served there. */
export interface Listener {
  readonly address: Address;
  readonly faces: readonly Face[];
  /** Probes and metrics on ports of their own are plain: the kubelet and scrapers have no reason to trust our pair. */
  readonly scheme: 'https' | 'http';
}

/** The listeners that the settings ask for, admission first. */
export function groupFaces({ admission, probes, metrics, lint }: Listeners): readonly Listener[] {
  const shared: Face[] = ['validate'];
  const own: Listener[] = [];
  for (const [face, address, scheme] of [
    ['lint', lint, 'https'],
    ['probes', probes, 'http'],
    ['metrics', metrics, 'http'],
  ] as const) {
    if (address === 'shared') shared.push(face);
    else if (address !== 'off') own.push({ address, faces: [face], scheme });
  }
  return [{ address: admission, faces: shared, scheme: 'https' }, ...own];
}

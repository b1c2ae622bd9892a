import type { CertificatePair } from './pair.ts';
import { selfSigned } from './self-signed.ts';

const hour = 3_600_000;

/** A pair for this machine alone, made in memory and gone with the process: for trying things out. */
export function loopbackPair(now: Date = new Date()): CertificatePair {
  return selfSigned({
    commonName: 'localhost',
    names: ['localhost', '127.0.0.1', '::1'],
    notBefore: new Date(now.getTime() - hour),
    notAfter: new Date(now.getTime() + 30 * 24 * hour),
  });
}

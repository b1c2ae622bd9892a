import { selfSigned } from '../../src/certificates/self-signed.ts';
import type { CertificatePair } from '../../src/certificates/pair.ts';

/** A certificate for loopback that outlives the bench. */
export function loopbackCertificate(): CertificatePair {
  const now = Date.now();
  return selfSigned({
    commonName: 'localhost',
    names: ['localhost', '127.0.0.1'],
    notBefore: new Date(now - 60_000),
    notAfter: new Date(now + 3_600_000),
  });
}

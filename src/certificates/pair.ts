import { createPrivateKey, X509Certificate } from 'node:crypto';
import { messageOf } from '../model/thrown.ts';

/** A serving certificate with its chain, leaf first, and its private key, both as PEM. */
export interface CertificatePair {
  readonly certificate: string;
  readonly key: string;
}

/** A pair that a server can use, and until when. */
export interface UsablePair extends CertificatePair {
  /** The earliest end of validity in the chain: a server is useless once any part has expired. */
  readonly notAfter: Date;
}

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The pair with what has been read from it, or why no server can use it: nothing readable, or a key of another pair. */
export function checkPair(pair: CertificatePair): UsablePair | { readonly problem: string } {
  try {
    const chain = (pair.certificate.match(pemBlock) ?? []).map((pem) => new X509Certificate(pem));
    const [leaf] = chain;
    if (leaf === undefined) return { problem: 'the certificate file holds no PEM certificate' };
    if (!leaf.checkPrivateKey(createPrivateKey(pair.key)))
      return { problem: 'the private key does not belong to the certificate' };
    const ends = chain.map((certificate) => certificate.validToDate.getTime());
    return { ...pair, notAfter: new Date(Math.min(...ends)) };
  } catch (error) {
    return {
      problem: `unreadable certificate or key: ${messageOf(error)}`,
    };
  }
}

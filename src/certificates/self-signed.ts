import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificatePair } from './pair.ts';
import { bitString, der, integer, objectIdentifier, sequence, time } from './der.ts';

/** What a self-signed certificate is made for. */
export interface Subject {
  readonly commonName: string;
  /** DNS names and IP addresses that clients may call it by. */
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));

/** Makes an ECDSA P-256 key and a certificate signed with it, in memory (RFC 5280, version 3). */
export function selfSigned(subject: Subject): CertificatePair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = toBeSigned(subject, publicKey);
  const signature = sign('sha256', body, { key: privateKey, dsaEncoding: 'der' });
  return {
    certificate: pem('CERTIFICATE', sequence(body, ecdsaWithSha256, bitString(signature))),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function toBeSigned(subject: Subject, publicKey: KeyObject): Buffer {
  const name = distinguishedName(subject.commonName);
  const keyInfo = publicKey.export({ type: 'spki', format: 'der' });
  return sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    ecdsaWithSha256,
    name,
    sequence(time(subject.notBefore), time(subject.notAfter)),
    name,
    keyInfo,
    der(0xa3, sequence(...extensions(subject.names, keyInfo))),
  );
}

function distinguishedName(commonName: string): Buffer {
  const attribute = sequence(objectIdentifier('2.5.4.3'), der(0x0c, Buffer.from(commonName)));
  return sequence(der(0x31, attribute));
}

/** RFC 5280 4.2.1: an end entity for TLS servers that clients can trust by itself. */
function extensions(names: readonly string[], keyInfo: Buffer): readonly Buffer[] {
  const isCritical = der(0x01, Buffer.from([0xff]));
  const keyIdentifier = createHash('sha256').update(keyInfo).digest().subarray(0, 20);
  const digitalSignature = bitString(Buffer.from([0x80]), 7);
  const extension = (id: string, value: Buffer, ...critical: readonly Buffer[]): Buffer =>
    sequence(objectIdentifier(id), ...critical, der(0x04, value));
  return [
    extension('2.5.29.19', sequence(), isCritical),
    extension('2.5.29.15', digitalSignature, isCritical),
    extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...names.map(alternativeName))),
    extension('2.5.29.14', der(0x04, keyIdentifier)),
  ];
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 0 ? der(0x82, Buffer.from(name)) : der(0x87, addressBytes(name));
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

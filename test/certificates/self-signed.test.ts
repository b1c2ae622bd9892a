import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPair } from '../../src/certificates/pair.ts';
import { selfSigned } from '../../src/certificates/self-signed.ts';

const names = ['localhost', '127.0.0.1', '::1', '2001:db8::10', 'netpol-lint.netpol-lint.svc'];
const subject = {
  commonName: 'netpol-lint',
  names,
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2126-01-01T00:00:00Z'),
};

test('a self-signed certificate names every host, ends when it should and belongs to its key', () => {
  const pair = selfSigned(subject);
  const certificate = new X509Certificate(pair.certificate);
  for (const name of names)
    assert.ok(
      /^[\d.]+$|:/.test(name) ? certificate.checkIP(name) : certificate.checkHost(name),
      `${name} is not among ${certificate.subjectAltName}`,
    );
  assert.equal(certificate.validFromDate.toISOString(), subject.notBefore.toISOString());
  assert.ok(certificate.verify(certificate.publicKey));
  const checked = checkPair(pair);
  assert.ok('notAfter' in checked);
  assert.equal(checked.notAfter.toISOString(), subject.notAfter.toISOString());
});

test('serial numbers and lengths hold for any random content', () => {
  for (let round = 0; round < 50; round += 1)
    assert.ok(!('problem' in checkPair(selfSigned({ ...subject, commonName: 'n'.repeat(round + 1) }))));
});

test('openssl verifies a self-signed certificate as a TLS server certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netpol-lint-'));
  try {
    const file = join(folder, 'tls.crt');
    writeFileSync(file, selfSigned(subject).certificate);
    const answer = execFileSync(
      'openssl',
      [
        'verify',
        '-x509_strict',
        '-purpose',
        'sslserver',
        '-verify_hostname',
        'localhost',
        '-CAfile',
        file,
        file,
      ],
      { encoding: 'utf8' },
    );
    assert.match(answer, /: OK/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

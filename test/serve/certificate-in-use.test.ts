import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loopbackPair } from '../../src/certificates/loopback.ts';
import type { CertificatePair } from '../../src/certificates/pair.ts';
import { certificateInUse, type CertificateInUse } from '../../src/serve/certificate-in-use.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { mountedSecret } from '../support/mounted-secret.ts';
import { keptLog } from '../support/server-parts.ts';
import { until } from '../support/until.ts';

function usable(found: ReturnType<typeof certificateInUse>): CertificateInUse {
  assert.ok('pair' in found, JSON.stringify(found));
  return found;
}

test('another pair is used, measured and logged; one that cannot be used leaves the pair in use', async () => {
  const { files, update } = mountedSecret();
  update(loopbackPair(new Date('2090-01-01')));
  const metrics = createMetrics();
  const { log, lines } = keptLog();
  const certificate = usable(certificateInUse(files, { metrics, log, every: 5 }));
  const measured = async (): Promise<string> => await metrics.registry.metrics();
  const secondsOf = ({ notAfter }: { readonly notAfter: Date }): number => notAfter.getTime() / 1000;
  const first = certificate.pair();
  assert.match(
    await measured(),
    new RegExp(`^netpol_lint_certificate_not_after_seconds ${secondsOf(first)}$`, 'm'),
    'the end of the first pair',
  );
  const used: CertificatePair[] = [];
  const unfollow = certificate.follow((next) => void used.push(next));
  try {
    const second = loopbackPair(new Date('2091-01-01'));
    update(second);
    await until('the second pair is used', () => lines.length === 1);
    assert.deepEqual(used, [certificate.pair()]);
    assert.equal(certificate.pair().certificate, second.certificate);
    update({ ...second, key: loopbackPair().key });
    await until('the mismatch is logged', () => lines.length === 2);
    assert.equal(certificate.pair().key, second.key);
    assert.equal(used.length, 1);
  } finally {
    unfollow();
  }
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['certificate changed', 'the new certificate cannot be used, the old one stays'],
  );
  const text = await measured();
  for (const result of ['ok', 'error']) assert.match(text, new RegExp(`\\{result="${result}"\\} 1$`, 'm'));
  assert.match(
    text,
    new RegExp(`^netpol_lint_certificate_not_after_seconds ${secondsOf(certificate.pair())}$`, 'm'),
  );
});

test('without files a pair is made that never changes, and files that are not there are a problem', () => {
  const given = { metrics: createMetrics(), log: keptLog().log, every: 5 };
  const made = usable(certificateInUse(undefined, given));
  made.follow(() => assert.fail('there is nothing to follow'))();
  assert.ok(made.pair().notAfter.getTime() > Date.now());
  const missing = certificateInUse({ certificate: '/nowhere.crt', key: '/nowhere.key' }, given);
  assert.ok('problem' in missing && missing.problem.includes('there is no /nowhere.crt'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPair, watchPair } from '../../src/certificates/files.ts';
import { loopbackPair } from '../../src/certificates/loopback.ts';
import { type CertificatePair, checkPair, type UsablePair } from '../../src/certificates/pair.ts';
import { selfSigned } from '../../src/certificates/self-signed.ts';
import { mountedSecret } from '../support/mounted-secret.ts';
import { until } from '../support/until.ts';

function usable(found: ReturnType<typeof readPair>): UsablePair {
  assert.ok('notAfter' in found, JSON.stringify(found));
  return found;
}

test('every swap of a mounted Secret is seen, and what cannot be used leaves the pair in use', async () => {
  const { files, update } = mountedSecret();
  const first = loopbackPair();
  update(first);
  const pairs: CertificatePair[] = [];
  const problems: string[] = [];
  const stop = watchPair(files, {
    current: usable(readPair(files)),
    everyMilliseconds: 5,
    onPair: ({ certificate, key }) => void pairs.push({ certificate, key }),
    onProblem: (problem) => void problems.push(problem),
  });
  try {
    const second = loopbackPair();
    update(second);
    await until('the second pair is seen', () => pairs.length === 1);
    const third = loopbackPair();
    update({ certificate: third.certificate, key: second.key });
    await until('the mismatch is told', () => problems.length === 1);
    update(third);
    await until('the third pair is seen', () => pairs.length === 2);
    update({ certificate: 'gone', key: 'gone' });
    await until('the lost pair is told', () => problems.length === 2);
    const past = {
      commonName: 'localhost',
      names: ['localhost'],
      notBefore: new Date(0),
      notAfter: new Date(1000),
    };
    update(selfSigned(past));
    await until('the expired pair is told', () => problems.length === 3);
    assert.deepEqual(pairs, [second, third]);
    assert.match(problems[0] ?? '', /does not belong/);
    assert.match(problems[1] ?? '', /no PEM certificate/);
    assert.match(problems[2] ?? '', /has expired on 1970-01-01/);
  } finally {
    stop();
  }
});

test('the same problem is told once, and again after something else', async () => {
  const { files, update } = mountedSecret();
  const pair = loopbackPair();
  update(pair);
  const problems: string[] = [];
  let looks = 0;
  const stop = watchPair(
    {
      ...files,
      get key() {
        looks += 1;
        return files.key;
      },
    },
    {
      current: usable(readPair(files)),
      everyMilliseconds: 1,
      onPair: () => undefined,
      onProblem: (problem) => void problems.push(problem),
    },
  );
  const moreLooks = async (): Promise<void> => {
    const before = looks;
    await until('the files are read again', () => looks > before + 3);
  };
  try {
    await moreLooks();
    assert.deepEqual(problems, []);
    update({ ...pair, key: loopbackPair().key });
    await moreLooks();
    assert.equal(problems.length, 1);
    update(pair);
    await moreLooks();
    update({ ...pair, key: loopbackPair().key });
    await moreLooks();
    assert.equal(problems.length, 2);
  } finally {
    stop();
  }
});

test('a file that is not there is a problem that names it', () => {
  const found = readPair({ certificate: '/nowhere/tls.crt', key: '/nowhere/tls.key' });
  assert.ok('problem' in found);
  assert.match(found.problem, /\/nowhere\/tls\.crt/);
});

test('a chain ends when its first part ends', () => {
  const leaf = {
    commonName: 'a',
    names: ['a'],
    notBefore: new Date(0),
    notAfter: new Date('2030-01-01T00:00:00Z'),
  };
  const pair = selfSigned(leaf);
  const issuer = selfSigned({ ...leaf, notAfter: new Date('2027-01-01T00:00:00Z') });
  const chain = checkPair({ ...pair, certificate: pair.certificate + issuer.certificate });
  assert.equal(usable(chain).notAfter.toISOString(), '2027-01-01T00:00:00.000Z');
});

for (const [what, key] of [
  ['no key', ''],
  ['a key that is none', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
] as const)
  test(`a pair with ${what} is a problem, not an exception`, () => {
    const found = checkPair({ ...loopbackPair(), key });
    assert.ok('problem' in found);
    assert.match(found.problem, /unreadable/);
  });

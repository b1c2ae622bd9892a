import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { loopbackPair } from '../../src/certificates/loopback.ts';
import { listen } from '../../src/server/listen.ts';
import { keptLog, serverParts } from '../support/server-parts.ts';

const free = { host: '127.0.0.1', port: 0 };

test('every place is listened at, admission first, and closed together', async () => {
  const { log, lines } = keptLog();
  const listeners = { admission: free, probes: free, metrics: 'shared', lint: 'off' } as const;
  const listening = await listen(serverParts({ log }), listeners, loopbackPair());
  assert.ok('origin' in listening);
  const [first, second] = lines.filter(({ msg }) => msg === 'listening');
  assert.deepEqual(first?.['faces'], ['validate', 'metrics']);
  assert.equal(first?.['url'], listening.origin);
  const probes = String(second?.['url']);
  assert.match(probes, /^http:/);
  assert.equal((await fetch(`${probes}/readyz`)).status, 200);
  await listening.close();
  await assert.rejects(fetch(`${probes}/readyz`));
});

test('where one place is taken, none is listened at', async () => {
  const other = createServer().listen(free);
  await once(other, 'listening');
  const taken = { host: '127.0.0.1', port: (other.address() as AddressInfo).port };
  const { log, lines } = keptLog();
  const listeners = { admission: free, probes: free, metrics: taken, lint: 'off' } as const;
  const outcome = await listen(serverParts({ log }), listeners, loopbackPair());
  other.close();
  assert.deepEqual(outcome, {
    problem: `cannot listen: port ${taken.port} is taken; choose another with --port`,
  });
  await assert.rejects(fetch(`${String(lines[1]?.['url'])}/readyz`));
});

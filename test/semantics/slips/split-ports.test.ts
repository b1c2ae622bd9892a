import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicyPort } from '../../../src/model/networkpolicy.ts';
import { splitDnsPorts } from '../../../src/semantics/slips/split-ports.ts';

const dns: PolicyPort = { kind: 'range', protocol: 'TCP', first: 53, last: 53 };
const https: PolicyPort = { kind: 'range', protocol: 'TCP', first: 443, last: 443 };
const anyUdp: PolicyPort = { kind: 'every', protocol: 'UDP' };
const anyTcp: PolicyPort = { kind: 'every', protocol: 'TCP' };

test('after defaulting, every port of UDP beside TCP 53 still shows a stray dash', () => {
  assert.deepEqual(splitDnsPorts([anyUdp, dns]), [{ protocol: 0, port: 1 }]);
  assert.deepEqual(splitDnsPorts([https, dns, anyUdp]), [{ protocol: 2, port: 1 }]);
});

test('after defaulting, other ports of TCP may have been written with their protocol', () => {
  assert.deepEqual(splitDnsPorts([anyUdp, https]), []);
  assert.deepEqual(splitDnsPorts([anyTcp, dns]), []);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { canonicalCidr, type CidrOddity } from '../../src/model/cidr.ts';
import { policyCases } from '../support/policies.ts';
import { block, to, type Json, type PolicyCase } from '../support/policy-cases/shapes.ts';
import { randomWrite } from '../support/random-policies.ts';
import { startControlPlane, type ControlPlane } from './support/control-plane.ts';
import { ourVerdict, theirVerdict, type Write } from './support/policy-verdict.ts';
import { policyWriter, type Answer, type PolicyWriter } from './support/policy-writer.ts';
import { cidrOf } from '../support/read-address.ts';

// Our reading of NetworkPolicies against the API server: first as it was before Kubernetes 1.36, then with strict CIDRs.

/** Where we differ on purpose. */
const deliberate: Readonly<Record<string, string>> = {
  'a rename': 'the API server has the name from the address as well and answers 400',
  'a move to another namespace': 'the same',
  'a namespace that is no label': 'the same',
  'null as the object': 'the API server takes null for an object without a name; nothing is written there',
  'an unreadable cidr that was there':
    'the API server would keep it, but cannot have stored it; it has no meaning',
  'an unreadable except that was there': 'the same',
};

let cluster: ControlPlane;
let writer: PolicyWriter;
before(async () => {
  cluster = await startControlPlane({ apiServerFlags: ['--feature-gates=StrictIPCIDRValidation=false'] });
  writer = policyWriter(cluster);
});
after(async () => {
  writer.close();
  await cluster.stop();
});

test('hand-written policies, CIDRs read as before Kubernetes 1.36', () => agreeOnCases(false));

test('generated policies, CIDRs read as before Kubernetes 1.36', () => agreeOnRandomWrites(false, 300));

/** The warnings of an API server about one CIDR: which they are and what it takes the text for. */
const warnings: Readonly<Record<string, RegExp>> = {
  ambiguous: /: CIDR value "(.*)" is ambiguous in this context \(should be "(.*)" or ".*"\?\)$/,
  'non-standard': /: non-standard CIDR value "(.*)" is invalid: use "(.*)"$/,
  canonical: /: IPv6 CIDR value "(.*)" should be in RFC 5952 canonical format \("(.*)"\)$/,
};

const warningOf: Readonly<Record<CidrOddity, keyof typeof warnings>> = {
  'leading-zeros': 'non-standard',
  'ipv4-mapped': 'non-standard',
  'host-bits': 'ambiguous',
};

test('the API server warns of every CIDR that we find odd, and takes it for the same network', async () => {
  for (const text of acceptedCidrs()) {
    for (const object of [
      block(text),
      to({ ipBlock: { cidr: text } }),
      block('0.0.0.0/0', text),
      block('::/0', text),
    ]) {
      const answer = await writer.create(object);
      if (answer.status === 201) assert.deepEqual(theirWarnings(answer), ourWarnings(text), text);
    }
  }
});

test('the API server starts again, with strict CIDRs', async () => {
  await cluster.stopApiServer();
  await cluster.startApiServer([]);
});

test('what an update may keep is warned of still', async () => {
  for (const text of acceptedCidrs()) {
    const before = storable(block(text), 'kept');
    const answer = await writer.update('kept', before, before);
    assert.deepEqual(theirWarnings(answer), ourWarnings(text), text);
  }
});

test('hand-written policies, CIDRs read strictly', () => agreeOnCases(true));

test('generated policies, CIDRs read strictly', () => agreeOnRandomWrites(true, 900));

async function agreeOnCases(strictCidr: boolean): Promise<void> {
  const cases = policyCases.filter((each) => (each.strictCidr ?? true) === strictCidr);
  const writes = cases.map((each) => ({ ...each, strictCidr }));
  const differences = await differencesOf(writes);
  const unexpected = differences.filter(({ write }) => deliberate[(write as PolicyCase).name] === undefined);
  assert.deepEqual(unexpected, []);
  const expected = cases.filter(({ name }) => deliberate[name] !== undefined);
  assert.equal(differences.length, expected.length, 'what differs on purpose still differs');
}

async function agreeOnRandomWrites(strictCidr: boolean, count: number): Promise<void> {
  const samples = fc.sample(randomWrite, { numRuns: count, seed: 20260131 });
  const writes = samples.map((each) => ({ ...each, strictCidr }));
  const ours = writes.map((write) => ourVerdict(write));
  for (const kind of ['stored', 'causes'])
    assert.ok(ours.filter((verdict) => kind in verdict).length > count / 10, kind);
  assert.deepEqual(await differencesOf(writes), []);
}

async function differencesOf(writes: readonly Write[]): Promise<{ readonly write: Write }[]> {
  assert.ok(writes.length > 0);
  const compared = await Promise.all(
    writes.map(async (write, index) => {
      const ours = ourVerdict(write);
      const answer = await answerTo(write, `case-${index}`);
      const theirs = theirVerdict(answer, write);
      return { write, ours, theirs, message: answer.body.message };
    }),
  );
  return compared.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs));
}

function answerTo({ object, previous }: Write, name: string): Promise<Answer> {
  if (previous === undefined) return writer.create(object);
  const before = storable(previous as Json, name);
  return writer.update(before.metadata.name, before, storable(object as Json, name));
}

interface Storable {
  readonly metadata: { readonly name: string };
}

/** What an API server would have made of an object of the cases, with a name of its own unless the name matters. */
function storable(object: Json, name: string): Storable {
  const metadata = object['metadata'] as { readonly name: string };
  const system = { uid: '1', creationTimestamp: '2026-01-31T09:00:00Z', namespace: 'default' };
  const type = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
  const own = metadata.name === 'web' ? name : metadata.name;
  return { ...object, ...type, metadata: { ...system, ...metadata, name: own } };
}

/** Every CIDR of the cases that is accepted somewhere. */
function acceptedCidrs(): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { object, causes } of policyCases) {
    if (causes.length === 0)
      JSON.stringify(object, (key, value: unknown) => {
        if (key === 'cidr' && typeof value === 'string') texts.add(value);
        return value;
      });
  }
  assert.ok(texts.size > 30);
  return texts;
}

/** `KIND NETWORK` of every warning; one that is of no known kind is left as it is. */
function theirWarnings({ warnings: written }: Answer): readonly string[] {
  return written
    .map((warning) => {
      const kind = Object.keys(warnings).find((each) => warnings[each]?.test(warning));
      return kind === undefined ? warning : `${kind} ${warnings[kind]?.exec(warning)?.[2]}`;
    })
    .sort();
}

function ourWarnings(text: string): readonly string[] {
  const cidr = cidrOf(text);
  const canonical = canonicalCidr(cidr);
  const kinds = new Set(cidr.oddities.map((oddity) => warningOf[oddity]));
  if (kinds.size === 0 && canonical !== text) kinds.add('canonical');
  return [...kinds].map((kind) => `${kind} ${canonical}`).sort();
}

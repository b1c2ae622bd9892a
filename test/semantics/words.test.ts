import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCidr } from '../../src/model/cidr.ts';
import { compileSelector, everything, type Requirement } from '../../src/model/selector.ts';
import {
  describeNamespaces,
  describePeer,
  describePodPeer,
  describeSelected,
  namedNamespaces,
} from '../../src/semantics/words.ts';

const selector = (...requirements: Requirement[]) => compileSelector(requirements);
const named = (...values: string[]) =>
  selector({ key: 'kubernetes.io/metadata.name', operator: 'In', values });
const app = selector({ key: 'app', operator: 'In', values: ['db'] });

test('pods in words', () => {
  assert.equal(describeSelected(everything, 'shop'), 'every pod of shop');
  assert.equal(describeSelected(app, 'shop'), 'pods with app=db in shop');
});

test('namespaces in words', () => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  assert.equal(describeNamespaces(everything), 'every namespace');
  assert.equal(describeNamespaces(named('edge')), 'namespace edge');
  assert.equal(describeNamespaces(named('a', 'b')), 'namespaces a, b');
  assert.equal(describeNamespaces(app), 'namespaces with app=db');
  assert.equal(describeNamespaces(named(...letters)), 'namespaces a, b, c, d, e, f, … 3 more');
});

test('an ipBlock in words, with as many excepts as anybody reads', () => {
  const range = (text: string) => {
    const read = parseCidr(text);
    assert('cidr' in read);
    return read.cidr;
  };
  const block = (excepts: number) =>
    describePeer(
      {
        kind: 'ipBlock',
        cidr: range('10.0.0.0/8'),
        except: Array.from({ length: excepts }, (_, index) => range(`10.${index % 256}.0.0/16`)),
      },
      'shop',
    );
  assert.equal(block(0), '10.0.0.0/8');
  assert.equal(block(2), '10.0.0.0/8 except 10.0.0.0/16, 10.1.0.0/16');
  assert.match(block(3000), / except 10\.0\.0\.0\/16, .*, 10\.5\.0\.0\/16, … 2994 more$/);
});

test('the four forms of a pod peer', () => {
  const peer = (podSelector: typeof app | undefined, namespaceSelector: typeof app | undefined) =>
    describePodPeer({ kind: 'pods', podSelector, namespaceSelector }, 'shop');
  assert.equal(peer(app, undefined), 'pods with app=db in shop');
  assert.equal(peer(undefined, everything), 'every pod of every namespace');
  assert.equal(peer(undefined, named('edge')), 'every pod of namespace edge');
  assert.equal(peer(app, named('edge')), 'pods with app=db in namespace edge');
  assert.equal(peer(everything, undefined), 'every pod of shop');
});

test('names that a selector asks for', () => {
  assert.deepEqual(namedNamespaces(named('a', 'b')), ['a', 'b']);
  assert.equal(namedNamespaces(app), undefined);
  const both = selector(...named('a', 'b').requirements, ...named('b', 'c').requirements);
  assert.deepEqual(namedNamespaces(both), ['b']);
});

test('a long selector is cut, and says how much of it', () => {
  const long = 'a'.repeat(40);
  const labels = ['a', 'b', 'c', 'd'].map((key) => ({ key, operator: 'In', values: [long] }) as const);
  assert.equal(String(compileSelector(labels)), `a=${long},b=${long},… 2 more`);
  const one = compileSelector([{ key: 'a'.repeat(300), operator: 'Exists' }]);
  assert.equal(String(one), `${'a'.repeat(99)}…`);
});

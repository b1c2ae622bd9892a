import { block, from, lenient, policyOf, ports, to, update, type Json, type PolicyCase } from './shapes.ts';

const cidr = 'Invalid spec.ingress[0].from[0].ipBlock.cidr';
const except = 'Invalid spec.ingress[0].from[0].ipBlock.except[0]';
const values = 'Invalid spec.podSelector.matchExpressions[0].values[0]';

function valued(value: string, matchLabels: Json = {}): Json {
  return policyOf({
    podSelector: { matchLabels, matchExpressions: [{ key: 'a', operator: 'In', values: [value] }] },
  });
}

const simple = policyOf({ podSelector: { matchLabels: { app: 'web' } } });
const deleted = { deletionTimestamp: '2026-01-31T09:00:00Z', deletionGracePeriodSeconds: 0 };

/** Updates: what must stay, and what the old object excuses. */
export const updateCases: readonly PolicyCase[] = [
  update('no change', simple, simple),
  update('another spec', simple, policyOf({ podSelector: {}, policyTypes: ['Egress'] })),
  update(
    'a spec that is refused',
    simple,
    policyOf({ policyTypes: ['x'] }),
    'NotSupported spec.policyTypes[0]',
  ),
  update(
    'a cidr that is cleared',
    block('10.0.0.0/8'),
    block(''),
    'Required spec.ingress[0].from[0].ipBlock.cidr',
  ),
  update('an endPort that is added', ports({ port: 80 }), ports({ port: 80, endPort: 90 })),
  update(
    'a bad endPort that is added',
    ports({ port: 80 }),
    ports({ port: 80, endPort: 9 }),
    'Invalid spec.ingress[0].ports[0].endPort',
  ),
  update('bad labels', simple, policyOf({}, { labels: { 'a b': 'c' } }), 'Invalid metadata.labels'),
  update(
    'bad labels that were there',
    policyOf({}, { labels: { 'a b': 'c' } }),
    policyOf({}, { labels: { 'a b': 'c' } }),
    'Invalid metadata.labels',
  ),
  update(
    'a bad annotation',
    simple,
    policyOf({}, { annotations: { 'a b': 'c' } }),
    'Invalid metadata.annotations',
  ),
  update(
    'a bad owner',
    simple,
    policyOf({}, { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'a' }] }),
    'Invalid metadata.ownerReferences.uid',
  ),
  update('a bad finalizer', simple, policyOf({}, { finalizers: ['a'] }), 'Invalid metadata.finalizers[0]'),
  update('a bad generateName', simple, policyOf({}, { generateName: 'A' })),
  update(
    'a name that was bad',
    policyOf({}, { name: 'web_' }),
    policyOf({ podSelector: {} }, { name: 'web_' }),
  ),
  update(
    'a finalizer that is added while deleted',
    policyOf({}, { ...deleted, finalizers: ['a.b/c'] }),
    policyOf({}, { ...deleted, finalizers: ['a.b/c', 'a.b/d'] }),
    'Forbidden metadata.finalizers',
  ),
  update(
    'a finalizer that goes while deleted',
    policyOf({}, { ...deleted, finalizers: ['a.b/c', 'a.b/d'] }),
    policyOf({}, { ...deleted, finalizers: ['a.b/d'] }),
  ),
  update(
    'a bad port that was there',
    ports({ port: 0 }),
    ports({ port: 0 }),
    'Invalid spec.ingress[0].ports[0].port',
  ),
  update('a sloppy cidr that was there', block('010.0.0.1/8'), block('010.0.0.1/8')),
  update(
    'a sloppy cidr that was there, elsewhere',
    from({ ipBlock: { cidr: '10.0.0.1/8' } }),
    to({ ipBlock: { cidr: '10.0.0.1/8' } }),
  ),
  update('a sloppy cidr that was an except', block('10.0.0.0/8', '10.0.0.1/16'), block('10.0.0.1/16')),
  update('a sloppy except that was a cidr', block('10.0.0.1/16'), block('10.0.0.0/8', '10.0.0.1/16')),
  update(
    'a sloppy cidr that was in an egress rule',
    to({ ipBlock: { cidr: '10.0.0.1/8' } }),
    block('10.0.0.1/8'),
  ),
  update('a sloppy cidr that is new', block('10.0.0.1/8'), block('10.0.0.2/8'), cidr),
  update('a sloppy cidr written otherwise', block('010.0.0.0/8'), block('0010.0.0.0/8'), cidr),
  update(
    'a sloppy except that is no part',
    block('10.0.0.0/8', '11.0.0.1/16'),
    block('10.0.0.0/8', '11.0.0.1/16'),
    except,
  ),
  update('a sloppy except that is new', block('10.0.0.1/8'), block('10.0.0.1/8', '10.1.0.1/16'), except),
  update(
    'a mapped cidr that was there',
    block('::ffff:10.0.0.0/104'),
    block('::ffff:10.0.0.0/104', '::ffff:10.0.0.0/112'),
    except,
  ),
  update('an unreadable cidr that was there', block('bad'), block('bad'), cidr),
  update(
    'an unreadable except that was there',
    block('10.0.0.0/8', 'bad'),
    block('10.0.0.0/8', 'bad'),
    except,
  ),
  update('a sloppy cidr, no strictness', simple, block('10.0.0.1/8')),
  update('a bad label value', simple, valued('a b'), values),
  update('a bad label value that was there', valued('a b'), valued('a b')),
  update('a bad label value after another', valued('a b'), valued('c d')),
  update(
    'a bad label value after a bad label',
    policyOf({ podSelector: { matchLabels: { 'a b': 'c' } } }),
    valued('c d'),
  ),
  update(
    'a bad label value after a bad operator',
    policyOf({ podSelector: { matchExpressions: [{ key: 'a', operator: 'Gt' }] } }),
    valued('c d'),
  ),
  update(
    'a bad label after a bad label',
    policyOf({ podSelector: { matchLabels: { 'a b': 'c' } } }),
    policyOf({ podSelector: { matchLabels: { 'a b': 'c' } } }),
    'Invalid spec.podSelector.matchLabels',
  ),
  update(
    'a bad label value of a peer after one of the policy',
    valued('a b'),
    from({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['a b'] }] } }),
  ),
  update(
    'a bad label value of a peer after one of a peer',
    from({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['a b'] }] } }),
    from({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['a b'] }] } }),
    'Invalid spec.ingress[0].from[0].podSelector.matchExpressions[0].values[0]',
  ),
].map((each) => (each.name === 'a sloppy cidr, no strictness' ? lenient(each) : each));

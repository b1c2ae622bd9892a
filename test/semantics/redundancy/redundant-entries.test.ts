import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as fc from 'fast-check';

import type { NetworkPolicy, Peer, PolicyPort, PolicyRule } from '../../../src/model/networkpolicy.ts';
import { directions, rulesOf } from '../../../src/model/networkpolicy.ts';
import { compileSelector, everything, type Selector } from '../../../src/model/selector.ts';
import {
  addressesOfBlock,
  isSubsetOfAddresses,
  noAddresses,
} from '../../../src/semantics/sets/address-set.ts';
import { haveSameMeaning } from '../../../src/semantics/redundancy/coverage.ts';
import {
  redundantPeers,
  redundantPorts,
  redundantRules,
  type RedundantEntry,
} from '../../../src/semantics/redundancy/redundant-entries.ts';
import { randomPolicy } from '../../support/random-cluster.ts';
import { cidrOf } from '../../support/read-address.ts';

function labelled(key: string, ...values: readonly string[]): Selector {
  return compileSelector([{ key, operator: 'In', values }]);
}

function pods(podSelector: Selector | undefined, namespaceSelector?: Selector): Peer {
  return { kind: 'pods', podSelector, namespaceSelector };
}

function block(cidr: string, ...except: readonly string[]): Peer {
  return { kind: 'ipBlock', cidr: cidrOf(cidr), except: except.map(cidrOf) };
}

function withIngress(ingress: readonly PolicyRule[]): NetworkPolicy {
  return {
    namespace: 'shop',
    name: 'p',
    podSelector: everything,
    isolates: ['ingress'],
    ingress,
    egress: [],
  };
}

function tcp(first: number, last = first): PolicyPort {
  return { kind: 'range', protocol: 'TCP', first, last };
}

function show(entries: readonly RedundantEntry[]): string {
  return entries.map(({ index, coveredBy }) => `${index} by ${coveredBy.join('+')}`).join(', ');
}

const web = labelled('app', 'web');
const ownName = labelled('kubernetes.io/metadata.name', 'shop');
const unsatisfiable = compileSelector([...web.requirements, ...labelled('app', 'db').requirements]);

const peerCases: readonly (readonly [what: string, peers: readonly Peer[], expected: string])[] = [
  ['of equals the first stays', [pods(web), pods(web)], '1 by 0'],
  ['fewer conditions cover more', [pods(labelled('app', 'web', 'db')), pods(web)], '1 by 0'],
  ['every pod here covers some of them', [pods(web), pods(everything)], '0 by 1'],
  ['every namespace covers this one', [pods(web), pods(undefined, everything)], '0 by 1'],
  ['this namespace by its name is this namespace', [pods(web), pods(web, ownName)], '1 by 0'],
  ['this namespace by another label may be another one', [pods(web), pods(web, labelled('team', 'a'))], ''],
  ['a CIDR covers a smaller one', [block('10.0.0.0/8'), block('10.1.0.0/16')], '1 by 0'],
  ['not where its exceptions are', [block('10.0.0.0/8', '10.1.2.0/24'), block('10.1.0.0/16')], ''],
  ['addresses cover no pods', [block('0.0.0.0/0'), block('::/0'), pods(web)], ''],
  ['all namespaces cover no addresses', [pods(undefined, everything), block('10.0.0.0/8')], ''],
  ['what matches nothing is another mistake', [pods(unsatisfiable), pods(web)], ''],
];

const portCases: readonly (readonly [what: string, ports: readonly PolicyPort[], expected: string])[] = [
  ['of equals the first stays', [tcp(80), tcp(80)], '1 by 0'],
  ['a range covers its numbers', [tcp(80), tcp(1, 100)], '0 by 1'],
  ['two ranges that overlap need each other', [tcp(1, 100), tcp(50, 150)], ''],
  [
    'a protocol covers its numbers and names',
    [tcp(80), { kind: 'every', protocol: 'TCP' }, { kind: 'named', protocol: 'TCP', name: 'http' }],
    '0 by 1, 2 by 1',
  ],
  ['and no other protocol', [{ kind: 'every', protocol: 'UDP' }, tcp(80)], ''],
  ['a name may be any number', [{ kind: 'named', protocol: 'TCP', name: 'http' }, tcp(1, 65534)], ''],
];

const ruleCases: readonly (readonly [what: string, rules: readonly PolicyRule[], expected: string])[] = [
  [
    'a rule for everyone covers all',
    [
      { peers: [pods(web)], ports: [tcp(80)] },
      { peers: [], ports: [] },
    ],
    '0 by 1',
  ],
  [
    'of equals the first stays',
    [
      { peers: [], ports: [tcp(80)] },
      { peers: [], ports: [tcp(80)] },
    ],
    '1 by 0',
  ],
  [
    'two rules cover a third together',
    [
      { peers: [pods(web)], ports: [tcp(1, 80)] },
      { peers: [pods(web)], ports: [tcp(81, 100)] },
      { peers: [pods(web)], ports: [tcp(10, 90)] },
    ],
    '2 by 0+1',
  ],
  [
    'two label conditions that leave nothing out cover every pod',
    [
      { peers: [pods(web)], ports: [] },
      { peers: [pods(compileSelector([{ key: 'app', operator: 'NotIn', values: ['web'] }]))], ports: [] },
      { peers: [pods(everything)], ports: [tcp(80)] },
    ],
    '2 by 0+1',
  ],
  [
    'all ports by number do not cover all protocols',
    [
      { peers: [], ports: [tcp(1, 65535)] },
      { peers: [], ports: [] },
    ],
    '0 by 1',
  ],
  [
    'pods and addresses together are not everyone',
    [
      { peers: [pods(undefined, everything), block('0.0.0.0/0'), block('::/0')], ports: [] },
      { peers: [], ports: [] },
    ],
    '0 by 1',
  ],
];

describe('redundant peers', () => {
  for (const [what, peers, expected] of peerCases) {
    test(what, () => assert.equal(show(redundantPeers({ peers, ports: [] }, 'shop')), expected));
  }
});

test('of any list of blocks those are redundant that lie in another one, or repeat an earlier one', () => {
  const cidrs = [
    '10.0.0.0/8',
    '10.0.0.0/9',
    '10.128.0.0/9',
    '10.1.0.0/16',
    '10.1.0.0/17',
    '0.0.0.0/0',
    '192.0.2.0/24',
    'fd00::/8',
    '::/0',
  ];
  const blocks = fc.array(
    fc
      .tuple(fc.constantFrom(...cidrs), fc.array(fc.constantFrom(...cidrs), { maxLength: 1 }))
      .map(([cidr, except]) => block(cidr, ...except)),
    { maxLength: 7, size: 'max' },
  );
  fc.assert(
    fc.property(blocks, (peers) => {
      const sets = peers.map((each) => (each.kind === 'ipBlock' ? addressesOfBlock(each) : noAddresses));
      const expected = [...sets.entries()].filter(
        ([index, set]) =>
          set !== noAddresses &&
          sets.some(
            (other, place) =>
              place !== index && isSubsetOfAddresses(set, other) && (set !== other || place < index),
          ),
      );
      const found = redundantPeers({ peers, ports: [] }, 'shop');
      assert.deepEqual(
        found.map(({ index }) => index),
        expected.map(([index]) => index),
      );
    }),
    { numRuns: 300 },
  );
});

describe('redundant ports', () => {
  for (const [what, ports, expected] of portCases) {
    test(what, () => assert.equal(show(redundantPorts({ peers: [], ports })), expected));
  }
});

test('a hostile number of rules gets an answer, if not a full one', () => {
  const rule = (index: number): PolicyRule => ({
    peers: [block(`10.${index % 200}.0.0/${8 + (index % 20)}`)],
    ports: [tcp(1 + index)],
  });
  const ingress = Array.from({ length: 3000 }, (_, index) => rule(index));
  assert.ok(redundantRules(withIngress(ingress), 'ingress').length < ingress.length);
});

describe('redundant rules', () => {
  for (const [what, ingress, expected] of ruleCases) {
    test(what, () => {
      assert.equal(show(redundantRules(withIngress(ingress), 'ingress')), expected);
    });
  }

  test('what is called redundant can go together, and the policy means the same', () => {
    fc.assert(
      fc.property(randomPolicy, fc.boolean(), (policy, twice) => {
        const longer = twice ? { ...policy, ingress: [...policy.ingress, ...policy.ingress] } : policy;
        const shortened = { ...longer };
        for (const direction of directions) {
          const gone = new Set(redundantRules(longer, direction).map(({ index }) => index));
          shortened[direction] = rulesOf(longer, direction)
            .filter((_, index) => !gone.has(index))
            .map((rule) => shorten(rule, policy.namespace));
        }
        assert.ok(haveSameMeaning(longer, shortened));
      }),
      { numRuns: 300 },
    );
  });

  test('what stays is needed, unless it grants nothing', () => {
    fc.assert(
      fc.property(randomPolicy, randomPolicy, fc.constantFrom(...directions), (policy, other, direction) => {
        const isolating = { ...policy, isolates: directions };
        const rules = [...rulesOf(policy, direction), ...rulesOf(other, direction)];
        const meaning = (kept: readonly PolicyRule[]): NetworkPolicy => ({ ...isolating, [direction]: kept });
        const gone = new Set(redundantRules(meaning(rules), direction).map(({ index }) => index));
        const kept = rules.filter((_, index) => !gone.has(index));
        for (const rule of kept) {
          const rest = meaning(kept.filter((each) => each !== rule));
          const isIdle = haveSameMeaning(meaning([rule]), meaning([]));
          assert.equal(haveSameMeaning(meaning(kept), rest), isIdle);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** The rule without its redundant peers and ports. */
function shorten(rule: PolicyRule, namespace: string): PolicyRule {
  const peers = new Set(redundantPeers(rule, namespace).map(({ index }) => index));
  const ports = new Set(redundantPorts(rule).map(({ index }) => index));
  return {
    peers: rule.peers.filter((_, index) => !peers.has(index)),
    ports: rule.ports.filter((_, index) => !ports.has(index)),
  };
}

import { create, from, policyOf, to, type Json, type PolicyCase } from './shapes.ts';

const long = 'a'.repeat(64);

function requiring(operator: unknown, values?: unknown, key: unknown = 'app'): Json {
  const requirement = values === undefined ? { key, operator } : { key, operator, values };
  return policyOf({ podSelector: { matchExpressions: [requirement] } });
}

const here = 'spec.podSelector.matchExpressions[0]';

const tooMany = `Forbidden ${here}.values`;

function labelled(matchLabels: Json): Json {
  return policyOf({ podSelector: { matchLabels } });
}

const keys: readonly (readonly [key: string, faults: number])[] = [
  ['app', 0],
  ['constructor', 0],
  ['example.com/app', 0],
  ['A', 0],
  ['1', 0],
  ['a'.repeat(63), 0],
  [`${'a.'.repeat(126)}a/x`, 0],
  ['', 2],
  [long, 1],
  ['NoUppercaseOrSpecialCharsLike=Equals', 1],
  ['-a', 1],
  ['a-', 1],
  ['a b', 1],
  ['a/b/c', 1],
  ['/a', 1],
  ['a/', 2],
  ['Example.com/a', 1],
  ['a..b/c', 1],
  [`${'a.'.repeat(127)}a/x`, 1],
  ['é', 1],
  ['__proto__', 1],
  ['-'.repeat(64), 2],
  ['a\nb', 1],
  ['a\n', 1],
];

const values: readonly (readonly [value: string, faults: number])[] = [
  ['', 0],
  ['A_b.c-1', 0],
  ['a'.repeat(63), 0],
  [long, 1],
  ['-', 1],
  [' ', 1],
  ['a b', 1],
  ['a,b', 1],
  ['ä', 1],
  ['ä'.repeat(40), 2],
  ['a\n', 1],
];

function times(count: number, cause: string): readonly string[] {
  return Array<string>(count).fill(cause);
}

/** Label selectors: every operator with and without values, keys and values at their limits, at every place. */
export const selectorCases: readonly PolicyCase[] = [
  create('In', requiring('In', ['a', 'b', 'a', ''])),
  create('NotIn', requiring('NotIn', ['a'])),
  create('Exists', requiring('Exists')),
  create('DoesNotExist', requiring('DoesNotExist')),
  create('Exists with an empty list', requiring('Exists', [])),
  create('In with an empty list', requiring('In', []), `Required ${here}.values`),
  create('In without values', requiring('In'), `Required ${here}.values`),
  create('NotIn without values', requiring('NotIn'), `Required ${here}.values`),
  create('Exists with values', requiring('Exists', ['a']), tooMany),
  create('DoesNotExist with values', requiring('DoesNotExist', ['a']), tooMany),
  create('Exists with bad values', requiring('Exists', ['-']), tooMany, `Invalid ${here}.values[0]`),
  create('an operator in lower case', requiring('in', ['a']), `Invalid ${here}.operator`),
  create('an operator that does not exist', requiring('Gt', ['1']), `Invalid ${here}.operator`),
  create(
    'no operator',
    policyOf({ podSelector: { matchExpressions: [{ key: 'a' }] } }),
    `Invalid ${here}.operator`,
  ),
  create(
    'an empty requirement',
    policyOf({ podSelector: { matchExpressions: [{}] } }),
    `Invalid ${here}.operator`,
    `Invalid ${here}.key`,
    `Invalid ${here}.key`,
  ),
  create(
    'contradicting requirements',
    policyOf({
      podSelector: {
        matchLabels: { a: 'b' },
        matchExpressions: [
          { key: 'a', operator: 'DoesNotExist' },
          { key: 'a', operator: 'NotIn', values: ['b'] },
          { key: 'a', operator: 'NotIn', values: ['b'] },
        ],
      },
    }),
  ),
  create(
    'two bad labels',
    labelled({ 'a b': '-', 'c d': 'e' }),
    ...times(3, 'Invalid spec.podSelector.matchLabels'),
  ),
  create(
    'bad values',
    requiring('In', ['a', '-', long, 'é'.repeat(40)]),
    `Invalid ${here}.values[1]`,
    `Invalid ${here}.values[2]`,
    ...times(2, `Invalid ${here}.values[3]`),
  ),
  create(
    'bad labels of ingress peers',
    from(
      { podSelector: { matchLabels: { 'a b': 'c' } } },
      { namespaceSelector: { matchLabels: { a: 'b c' } } },
    ),
    'Invalid spec.ingress[0].from[0].podSelector.matchLabels',
    'Invalid spec.ingress[0].from[1].namespaceSelector.matchLabels',
  ),
  create(
    'bad labels of egress peers',
    to({ podSelector: { matchLabels: { 'a b': 'c' } }, namespaceSelector: { matchLabels: { a: 'b c' } } }),
    'Invalid spec.egress[0].to[0].podSelector.matchLabels',
    'Invalid spec.egress[0].to[0].namespaceSelector.matchLabels',
  ),
  create(
    'a bad requirement of a peer',
    to({ namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
    'Required spec.egress[0].to[0].namespaceSelector.matchExpressions[0].values',
  ),
  ...keys.map(([key, faults]) =>
    create(
      `label key ${JSON.stringify(key)}`,
      labelled(Object.fromEntries([[key, 'x']])),
      ...times(faults, 'Invalid spec.podSelector.matchLabels'),
    ),
  ),
  ...keys.map(([key, faults]) =>
    create(
      `key ${JSON.stringify(key)} of a requirement`,
      requiring('Exists', undefined, key),
      ...times(faults, `Invalid ${here}.key`),
    ),
  ),
  ...values.map(([value, faults]) =>
    create(
      `label value ${JSON.stringify(value)}`,
      labelled({ app: value }),
      ...times(faults, 'Invalid spec.podSelector.matchLabels'),
    ),
  ),
];

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocuments } from '../../src/source/document.ts';

/** What YAMLOrJSONDecoder of k8s.io/apimachinery 0.36 makes of `a: …`; `refused` where it reports an error. */
const refused = Symbol('refused');
const values: readonly (readonly [string, unknown])[] = [
  ['on', true],
  ['y', true],
  ['Y', true],
  ['yes', true],
  ['TRUE', true],
  ['tRUE', 'tRUE'],
  ['n', false],
  ['NO', false],
  ['off', false],
  ['010', 8],
  ['08', 8],
  ['0080', 80],
  ['00', 0],
  ['1_000', 1000],
  ['1__0', 10],
  ['1_', 1],
  ['_1', '_1'],
  ['0_7', 7],
  ['1,000', '1,000'],
  ['12:30:45', '12:30:45'],
  ['190:20:30.15', '190:20:30.15'],
  ['0o17', 15],
  ['0o', '0o'],
  ['0x1F', 31],
  ['0X1f', 31],
  ['-0x1f', -31],
  ['0x', '0x'],
  ['0b11', 3],
  ['0B_1', 1],
  ['-0b11', -3],
  ['0b2', '0b2'],
  ['0777777777777777777777777', 7.777777777777778e23],
  ['0x1FFFFFFFFFFFFFFFFF', '0x1FFFFFFFFFFFFFFFFF'],
  ['18446744073709551616', 18446744073709552000],
  ['-9223372036854775809', -9223372036854776000],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1.5e+3', 1500],
  ['1.', 1],
  ['.5', 0.5],
  ['+.5', 0.5],
  ['-.5', -0.5],
  ['80.0', 80],
  ['+12', 12],
  ['-0', 0],
  ['-0.0', 0],
  ['1e', '1e'],
  ['+', '+'],
  ['._5', '._5'],
  ['1e999', '1e999'],
  ['.5e999', '.5e999'],
  ['.inf', refused],
  ['-.Inf', refused],
  ['.nan', refused],
  ['2020-01-01', '2020-01-01'],
  ['2020-01-01T10:00:00Z', '2020-01-01T10:00:00Z'],
  ['~', null],
  ['Null', null],
  ['', null],
  ["''", ''],
  ["'on'", 'on'],
  ['"010"', '010'],
  ['=', '='],
  ['<<', '<<'],
  ['! 12', '12'],
  ['!!str 12', '12'],
  ['!!str', ''],
  ["!!int '12'", 12],
  ['!!int x', refused],
  ['!!float 12', 12],
  ["!!bool 'yes'", true],
  ["!!null ''", null],
  ['!!null x', refused],
  ['!!timestamp 2020-01-01', '2020-01-01'],
  ['!!binary aGk=', 'hi'],
  ["!!binary '?'", refused],
  ['!<tag:yaml.org,2002:str> 1', '1'],
  ['!custom 12', '12'],
  ['!custom {b: 1}', { b: 1 }],
  ['!!set {b}', { b: null }],
];

for (const [text, expected] of values) {
  test(`a: ${text}`, () => {
    const [document] = readDocuments(`a: ${text}`);
    if (expected === refused) assert.equal(document?.kind, 'unreadable');
    else assert.deepEqual(document?.kind === 'document' && document.value, { a: expected });
  });
}

const keys: readonly (readonly [string, string | typeof refused])[] = [
  ['8080', '8080'],
  ['true', 'true'],
  ['on', 'true'],
  ['off', 'false'],
  ["'on'", 'on'],
  ['0x10', '16'],
  ['010', '8'],
  ['1.5', '1.5'],
  ['1.10', '1.1'],
  ['1e3', '1000'],
  ['1e6', '1e+06'],
  ['1000000', '1000000'],
  ['1234567.891', '1.2345679e+06'],
  ['0.00001', '1e-05'],
  ['.inf', '.inf'],
  ['-.inf', '-.inf'],
  ['.nan', '.nan'],
  ['2020-01-01', '2020-01-01'],
  ['18446744073709551615', refused],
  ['~', refused],
  ['? [a]\n', refused],
  ['? {a: b}\n', refused],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
];

for (const [text, expected] of keys) {
  test(`the key ${text.trim()}`, () => {
    const [document] = readDocuments(`${text}: x`);
    if (expected === refused) assert.equal(document?.kind, 'unreadable');
    else
      assert.deepEqual(document?.kind === 'document' && Object.entries(document.value ?? {}), [
        [expected, 'x'],
      ]);
  });
}

const merges: readonly (readonly [string, string, unknown])[] = [
  ['a merge key replaces what stands before it', 'm: {b: 3, <<: *x}', { b: 2, a: 1 }],
  ['a merge key gives way to what stands after it', 'm: {<<: *x, b: 3}', { a: 1, b: 3 }],
  ['of several merged mappings the first wins', 'm: {<<: [{a: 7}, *x]}', { a: 7, b: 2 }],
  ['of two merge keys the second wins', 'm: {<<: *x, <<: {a: 5}}', { a: 5, b: 2 }],
  ['a quoted << is a key like any other', "m: {'<<': {a: 1}}", { '<<': { a: 1 } }],
];

for (const [title, text, expected] of merges) {
  test(title, () => {
    const [document] = readDocuments(`x: &x {a: 1, b: 2}\n${text}`);
    assert.ok(document?.kind === 'document');
    assert.deepEqual(document.value, { x: { a: 1, b: 2 }, m: expected });
    assert.deepEqual(document.duplicateKeys, []);
  });
}

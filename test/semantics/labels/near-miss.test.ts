import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileSelector, type Requirement } from '../../../src/model/selector.ts';
import { explainMismatch } from '../../../src/semantics/labels/mismatch.ts';
import { isNearMiss } from '../../../src/semantics/labels/near-miss.ts';
import { isShortForm } from '../../../src/semantics/labels/short-forms.ts';
import { isSlip } from '../../../src/semantics/labels/slip.ts';

const slips: readonly (readonly [string, string])[] = [
  ['fronted', 'frontend'],
  ['monitorng', 'monitoring'],
  ['Monitoring', 'monitoring'],
  ['front-end', 'frontend'],
  ['ingres-nginx', 'ingress-nginx'],
  ['postgres', 'postgresql'],
  ['order-servcie', 'order-service'],
  ['wbe', 'web'],
];

const siblings: readonly (readonly [string, string])[] = [
  ['web1', 'web2'],
  ['web-1', 'web-2'],
  ['dev', 'dev2'],
  ['team-a', 'team-b'],
  ['order-service', 'user-service'],
  ['auth-service', 'cart-service'],
  ['shop-dev', 'shop-prod'],
  ['internal', 'external'],
  ['ingress', 'egress'],
  ['frontend', 'backend'],
  ['api', 'app'],
  ['db', 'bd'],
  ['shop', 'shop-api'],
];

test('a slip is one word misspelt, not the name of a sibling', () => {
  for (const [word, meant] of slips) assert.ok(isSlip(word, meant), `${word} ${meant}`);
  for (const [word, meant] of siblings) assert.ok(!isSlip(word, meant), `${word} ${meant}`);
});

test('a word may be shortened that people write in both ways, and none that means something else', () => {
  for (const [short, long] of [
    ['prod', 'production'],
    ['shop-stg', 'shop-staging'],
    ['order-svc', 'Order-Service'],
  ] as const)
    assert.ok(isShortForm(short, long) && isShortForm(long, short), short);
  for (const other of ['production', 'product', 'dev', 'shop-dev', 'prod-shop'])
    assert.ok(!isShortForm('shop-prod', other), other);
  assert.ok(isNear(equals('env', 'production'), { env: 'prod' }));
  assert.ok(!isNear(equals('env', 'production'), { env: 'staging' }));
});

test('a mismatch is near when the label that is there can only be the one that was meant', () => {
  assert.ok(isNear(equals('app', 'fronted'), { app: 'frontend' }));
  assert.ok(isNear(equals('run', 'nginx'), { app: 'nginx' }));
  assert.ok(isNear({ key: 'aplication', operator: 'Exists' }, { application: 'web' }));
  assert.ok(!isNear(equals('app', 'order-service'), { app: 'user-service' }));
  assert.ok(!isNear(equals('access', 'true'), { scraped: 'true' }));
  assert.ok(!isNear(equals('app.kubernetes.io/name', 'web'), { 'app.kubernetes.io/nam': 'db' }));
  assert.ok(!isNear(equals('zone', 'a'), { app: 'web' }));
  assert.ok(!isNear(equals('app.kubernetes.io/part-of', 'shop'), { 'app.kubernetes.io/instance': 'shop' }));
  assert.ok(isNear(equals('app.kubernetes.io/part-of', 'shpo'), { 'app.kubernetes.io/part-of': 'shop' }));
  assert.ok(!isNear(equals('pod-hash', 'a1b2'), { 'rollouts-hash': 'a1b2' }));
});

test('among those that have the rest a longer or shorter name is near, and a value written twice', () => {
  const component = (value: string): Requirement => equals('component', value);
  const app = equals('app', 'volcano');
  assert.ok(isNear([app, component('controller')], { app: 'volcano', component: 'controller-eligible' }));
  assert.ok(!isNear([app, component('frontend')], { app: 'volcano', component: 'backend' }));
  assert.ok(!isNear([equals('env', 'a'), component('controller')], { env: 'a', component: 'controller-x' }));
  assert.ok(isNear([equals('app', 'mysql'), equals('tier', 'mysql')], { tier: 'mysql' }));
  assert.ok(!isNear([equals('app', 'mysql'), equals('tier', 'db')], { tier: 'db' }));
  assert.ok(!isNear([equals('release', 'mysql'), equals('app', 'mysql')], { app: 'mysql' }));
});

function equals(key: string, value: string): Requirement {
  return { key, operator: 'In', values: [value] };
}

function isNear(
  asked: Requirement | readonly Requirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  const objects = [{ labels: new Map(Object.entries(labels)) }];
  return isNearMiss(explainMismatch(compileSelector([asked].flat()), objects));
}

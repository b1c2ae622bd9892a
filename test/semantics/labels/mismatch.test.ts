import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileSelector, type Requirement } from '../../../src/model/selector.ts';
import { describeMismatch } from '../../../src/semantics/labels/describe-mismatch.ts';
import { explainMismatch } from '../../../src/semantics/labels/mismatch.ts';

type LabelSet = Readonly<Record<string, string>>;

const equals = (key: string, value: string): Requirement => ({ key, operator: 'In', values: [value] });

interface Case {
  readonly title: string;
  readonly selector: readonly Requirement[];
  readonly objects: readonly LabelSet[];
  readonly says: string;
}

const cases: readonly Case[] = [
  {
    title: 'a similar value under the same key',
    selector: [equals('app', 'fronted')],
    objects: [{ app: 'frontend' }, { app: 'frontend' }, { app: 'db' }],
    says: '; 2 have app=frontend',
  },
  {
    title: 'the same value under another key',
    selector: [equals('run', 'nginx')],
    objects: [{ app: 'nginx' }],
    says: '; 1 has app=nginx',
  },
  {
    title: 'a similar key',
    selector: [equals('app.kubernetes.io/nam', 'x')],
    objects: [{ 'app.kubernetes.io/name': 'web' }],
    says: '; 1 has app.kubernetes.io/name=web',
  },
  {
    title: 'labels that are there, but never together',
    selector: [equals('app', 'web'), equals('tier', 'db')],
    objects: [{ app: 'web' }, { app: 'web' }, { tier: 'db' }],
    says: ': app=web is on 2, tier=db is on 1, together on none',
  },
  {
    title: 'a label that the selector asks for already is not suggested',
    selector: [equals('app', 'mysql'), equals('tier', 'mysql')],
    objects: [{ tier: 'mysql' }, { tier: 'mysql' }, { app: 'web', tier: 'web' }],
    says: ': none has app=mysql, 2 with the rest lack app',
  },
  {
    title: 'the one other value of those that have the rest',
    selector: [equals('app', 'volcano'), equals('component', 'controller')],
    objects: [
      { app: 'volcano', component: 'controller-eligible' },
      { app: 'volcano' },
      { app: 'web', component: 'front' },
    ],
    says: ': none has component=controller, 1 with the rest has component=controller-eligible',
  },
  {
    title: 'an empty value is nothing to write',
    selector: [equals('app', 'shop'), equals('tier', 'mail')],
    objects: [{ app: 'shop', tier: '' }],
    says: ': none has tier=mail',
  },
  {
    title: 'several other values of those that have the rest',
    selector: [equals('app', 'shop'), equals('component', 'mail')],
    objects: [
      { app: 'shop', component: 'web' },
      { app: 'shop', component: 'db' },
    ],
    says: ': none has component=mail',
  },
  {
    title: 'what is near on those that have the rest goes before what is near elsewhere',
    selector: [equals('app', 'shop'), equals('component', 'fronted')],
    objects: [
      { app: 'bank', component: 'frontends' },
      { app: 'shop', component: 'frontend' },
      { app: 'shop', component: 'db' },
    ],
    says: ': none has component=fronted, 1 has component=frontend',
  },
  {
    title: 'nothing like it',
    selector: [equals('zone', 'a')],
    objects: [{ app: 'web' }],
    says: '',
  },
  {
    title: 'an exclusion is never blamed on a name',
    selector: [{ key: 'app', operator: 'DoesNotExist' }],
    objects: [{ app: 'web' }],
    says: '',
  },
  {
    title: 'the requirement that can be explained is explained',
    selector: [equals('zone', 'a'), equals('app', 'wbe')],
    objects: [{ app: 'web' }],
    says: ': none has app=wbe, 1 has app=web',
  },
  {
    title: 'keys that every object inherits in JavaScript are not labels',
    selector: [equals('constructor', 'x')],
    objects: [{ app: 'web' }],
    says: '',
  },
];

for (const { title, selector, objects, says } of cases) {
  test(title, () => {
    const population = objects.map((labels) => ({ labels: new Map(Object.entries(labels)) }));
    const compiled = compileSelector(selector);
    assert.equal(describeMismatch(explainMismatch(compiled, population), compiled), says);
  });
}

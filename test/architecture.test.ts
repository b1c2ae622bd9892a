import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { layers, packagesOf } from '../scripts/layers.ts';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|js)$/.test(name))
  .map((name) => name.replaceAll('\\', '/'));
const importLine =
  /^(import|export)\s+(type\s+)?[^;'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly what: string;
  readonly onlyTypes: boolean;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(`src/${file}`, 'utf8');
  return [...text.matchAll(importLine)].map(([, , type, from, dynamic]) => ({
    file,
    layer: layerOf(file),
    what: from ?? dynamic ?? '',
    onlyTypes: type !== undefined,
  }));
}

function layerOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file;
}

function targetLayer({ file, what }: Import): string {
  return layerOf(new URL(what, `file:///${file}`).pathname.slice(1));
}

const imports = sources.flatMap(importsOf);

test('there is something to check', () => {
  assert.ok(sources.length > 20 && imports.length > 50);
});

test('every folder of src is a layer', () => {
  const unknown = new Set(sources.map(layerOf).filter((layer) => layers[layer] === undefined));
  assert.deepEqual([...unknown], []);
});

test('ARCHITECTURE.md says of every folder inside semantics what it knows', () => {
  const rows = readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\| ([a-z-]+(?:, [a-z-]+)*) \| [^|]+ \|$/gm);
  const told = [...rows].flatMap(([, names = '']) => names.split(', '));
  const folders = readdirSync('src/semantics', { withFileTypes: true }).filter((each) => each.isDirectory());
  const untold = folders.filter(({ name }) => !told.includes(name)).map(({ name }) => name);
  assert.deepEqual([folders.length > 5, untold], [true, []]);
});

test('layers import only what they may', () => {
  const offences: string[] = [];
  for (const each of imports.filter(({ what }) => what.startsWith('.'))) {
    const target = targetLayer(each);
    const rights = layers[each.layer];
    const allowed =
      target === each.layer ||
      rights?.imports.includes(target) ||
      (each.onlyTypes && rights?.types?.includes(target));
    if (!allowed) offences.push(`${each.file} imports ${each.what}: ${each.layer} may not import ${target}`);
  }
  assert.deepEqual(offences, []);
});

test('layers use only the packages that they may', () => {
  const offences: string[] = [];
  for (const { file, layer, what } of imports.filter(({ what }) => !what.startsWith('.'))) {
    const name = what.startsWith('node:') ? 'node' : what.split('/', what.startsWith('@') ? 2 : 1).join('/');
    if (!packagesOf(layer).includes(name))
      offences.push(`${file} imports ${what}: ${layer} may not use ${name}`);
  }
  assert.deepEqual(offences, []);
});

test('no file imports itself in a circle', () => {
  const edges = new Map<string, string[]>();
  for (const { file, what } of imports.filter(({ what }) => what.startsWith('.'))) {
    const target = new URL(what, `file:///${file}`).pathname.slice(1);
    edges.set(file, [...(edges.get(file) ?? []), target]);
  }
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): void => {
    assert.ok(!above.includes(file), `circle: ${[...above, file].join(' → ')}`);
    if (done.has(file)) return;
    for (const target of edges.get(file) ?? []) visit(target, [...above, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
});

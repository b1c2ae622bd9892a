import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportedFinding } from '../../src/lint/report.ts';
import { repairText } from '../../src/manifest/repair.ts';
import type { PatchOperation } from '../../src/model/patch.ts';
import { readDocuments } from '../../src/source/document.ts';

/** A finding at a place of the document of that index, with the patch that is to repair it. */
function finding(
  text: string,
  document: number,
  path: string,
  patch: readonly PatchOperation[],
): ReportedFinding {
  const item = readDocuments(text)[document];
  assert.ok(item?.kind === 'document');
  return {
    code: 'NP999',
    name: 'sample',
    severity: 'error',
    confidence: 'certain',
    message: path,
    help: '',
    url: '',
    path,
    location: item.locate(path),
    fix: { safe: true, patch },
    target: document,
  };
}

function to(path: string, value: unknown): readonly PatchOperation[] {
  return [{ op: 'replace', path, value }];
}

test('documents beside each other, beside broken ones and in a List are repaired in one go', () => {
  const text = 'a: 1\n---\n[\n---\nkind: List\nitems:\n- a: 2\n- a: 3\n---\na: 4\n';
  const findings = [0, 2, 3, 4].map((document) => finding(text, document, '/a', to('/a', 'x')));
  const repaired = repairText({ text, chosen: 'named' }, findings);
  assert.equal(repaired?.text, 'a: x\n---\n[\n---\nkind: List\nitems:\n- a: x\n- a: x\n---\na: x\n');
  assert.equal(repaired.findings.length, 4);
});

test('what would come out differently is left, and the rest repaired', () => {
  const text = 'x:\n- a: 1\n-   b: 2\n---\na: 1\n---\nb: 1\n';
  const merge = [
    { op: 'move', from: '/x/1/b', path: '/x/0/c' },
    { op: 'remove', path: '/x/1' },
  ] as const;
  const findings = [
    finding(text, 0, '/x/1', merge),
    finding(text, 1, '/a', to('/a', 'x')),
    finding(text, 2, '/b', to('/b', 'z')),
  ];
  const repaired = repairText({ text, chosen: 'named' }, findings);
  assert.equal(repaired?.text, 'x:\n- a: 1\n-   b: 2\n---\na: x\n---\nb: z\n');
  assert.deepEqual(repaired.findings.map(({ message }) => message).sort(), ['/a', '/b']);
});

test('of repairs that are in each other’s way the lower is made', () => {
  const text = 'x:\n- a: 1\n- b: 2\n- c: 3\n';
  const merge = (from: number, field: string): readonly PatchOperation[] => [
    { op: 'move', from: `/x/${from}/${field}`, path: `/x/${from - 1}/${field}` },
    { op: 'remove', path: `/x/${from}` },
  ];
  const findings = [finding(text, 0, '/x/1', merge(1, 'b')), finding(text, 0, '/x/2', merge(2, 'c'))];
  const repaired = repairText({ text, chosen: 'named' }, findings);
  assert.equal(repaired?.text, 'x:\n- a: 1\n- b: 2\n  c: 3\n');
});

test('a finding of another text repairs nothing', () => {
  const [text, other] = ['a: 1\n', '# c\na: 1\n'];
  const found = finding(other, 0, '/a', to('/a', 'x'));
  assert.equal(repairText({ text, chosen: 'named' }, [found]), undefined);
});

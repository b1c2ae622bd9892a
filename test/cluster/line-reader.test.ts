import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as assertProperty, asyncProperty, nat, string } from 'fast-check';
import { failureFromError } from '../../src/cluster/failure.ts';
import { readLines } from '../../src/cluster/line-reader.ts';

async function linesOf(chunks: readonly Uint8Array[]): Promise<string[]> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  const lines: string[] = [];
  for await (const line of readLines(stream())) lines.push(line);
  return lines;
}

test('lines come out whole wherever the chunks are cut, inside characters too', async () => {
  const line = string({ unit: 'binary' }).map((text) => text.replaceAll('\n', '↵').toWellFormed());
  await assertProperty(
    asyncProperty(array(line), array(nat({ max: 200 })), async (lines, cuts) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
      const edges = [
        0,
        ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
        bytes.length,
      ];
      const chunks = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
      assert.deepEqual(await linesOf(chunks), lines);
    }),
  );
});

const unreadable = [
  { what: 'a last line without an end', bytes: Buffer.from('{"a":1}\n{"b":') },
  { what: 'bytes that are not UTF-8', bytes: Buffer.from([0x22, 0xc3, 0x28, 0x22, 0x0a]) },
];
for (const { what, bytes } of unreadable) {
  test(`${what}: an error, never a line`, async () => {
    await assert.rejects(linesOf([bytes]), (error) => failureFromError(error).reason === 'unreadable');
  });
}

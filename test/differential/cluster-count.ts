import assert from 'node:assert/strict';

/** How many clusters a test goes through: what `--clusters` says, or what CI has time for. */
export function clusterCount(usual: number): number {
  const count = Number(process.env['DIFFERENTIAL_CLUSTERS'] ?? usual);
  assert.ok(Number.isInteger(count) && count > 0, '--clusters takes a number of clusters');
  return count;
}

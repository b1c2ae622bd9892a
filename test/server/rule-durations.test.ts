import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { createRuleDurations } from '../../src/server/rule-durations.ts';

test('what rules took is exported as a cumulative histogram by rule', async () => {
  const registry = new Registry();
  const durations = createRuleDurations(registry);
  const observe = durations.observer('NP401');
  durations.observer('NP402');
  for (const seconds of [0.00001, 0.00002, 0.5, 7]) observe(seconds);
  const lines = (await registry.metrics()).split('\n');
  const about = 'netpol_lint_rule_duration_seconds';
  assert.ok(lines.includes(`# TYPE ${about} histogram`));
  const buckets = [
    ['0.00001', 1],
    ['0.0001', 2],
    ['0.001', 2],
    ['0.01', 2],
    ['0.1', 2],
    ['1', 3],
    ['+Inf', 4],
  ] as const;
  for (const [bound, count] of buckets) {
    const line = lines.find((each) => each.includes('rule="NP401"') && each.includes(`le="${bound}"`));
    assert.equal(line?.split(' ').at(-1), String(count), bound);
  }
  assert.ok(lines.includes(`${about}_count{rule="NP401"} 4`));
  assert.ok(lines.includes(`${about}_sum{rule="NP401"} 7.50003`));
  assert.ok(lines.includes(`${about}_count{rule="NP402"} 0`));
  registry.resetMetrics();
  observe(1);
  assert.match(await registry.metrics(), /_count\{rule="NP401"\} 1\n/);
});

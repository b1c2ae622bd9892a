import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runStrictly } from './strict-tests.ts';

// `npm run test:differential -- --clusters 2000` compares more clusters than CI does.
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { clusters: { type: 'string' } } });
if (values.clusters !== undefined) process.env['DIFFERENTIAL_CLUSTERS'] = values.clusters;
runStrictly(
  globSync('test/differential/*.test.ts', { cwd: root })
    .map((file) => join(root, file))
    .toSorted(),
);

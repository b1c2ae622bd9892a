import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The titles of the tests in a file, found by running it; rejects when one of them fails. */
export async function testTitles(file: string): Promise<readonly string[]> {
  // As a process of its own: within a test the runner would not run it, and it has no part in the coverage.
  const { NODE_TEST_CONTEXT: _context, NODE_V8_COVERAGE: _coverage, ...env } = process.env;
  const { stdout } = await run(process.execPath, ['--test-reporter=tap', file], { env, maxBuffer: 1 << 26 });
  return [...stdout.matchAll(/^ *ok \d+ - (.*)$/gm)].map(([, title = '']) =>
    title.replaceAll(/\\([\\#])/g, '$1'),
  );
}

import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type EventData, run } from 'node:test';
import { spec, type TestEvent } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';

/** Percent of the lines of src that the tests must run. Only ever raised. */
const lineFloor = 99;

// `npm test` runs everything but test/e2e and test/differential and holds the coverage to its floor;
// `npm test -- PATTERN...` runs the files that match, without a floor.
const root = join(import.meta.dirname, '..');
const patterns = process.argv.slice(2);
const everything = patterns.length === 0;
const files = globSync(everything ? 'test/**/*.test.ts' : patterns, { cwd: root })
  .filter((file) => !everything || !['e2e', 'differential'].some((own) => file.startsWith(join('test', own))))
  .sort();
if (files.length === 0) throw new Error('there is no test to run');

// Each test file is a process that compiles the same modules: most of the time of a run, were the result not kept.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/compile');

const sameCases = ['--import', pathToFileURL(join(root, 'test/support/same-cases.ts')).href];

const results: AsyncIterable<TestEvent> = run({
  cwd: root,
  execArgv: process.env['CI'] === undefined ? [] : sameCases,
  files: files.map((file) => resolve(root, file)),
  concurrency: availableParallelism(),
  timeout: 110_000,
  coverage: everything,
  coverageIncludeGlobs: ['src/**/*.ts'],
  coverageExcludeGlobs: ['**/*.generated.ts'],
});
const reporter = new spec();
reporter.pipe(process.stdout);
for await (const event of countsLast(results)) reporter.write(event);
reporter.end();

/** The events with the coverage in a few lines and the counts of the whole run (tests, pass, fail …) at the end. */
async function* countsLast(events: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
  const counts: TestEvent[] = [];
  for await (const event of events) {
    if (event.type === 'test:diagnostic' && event.data.nesting === 0 && isCount(event.data.message))
      counts.push(event);
    else if (event.type === 'test:coverage') yield* coverageLines(event.data.summary);
    else yield event;
    if (event.type === 'test:summary' && event.data.file === undefined) judge(event.data);
  }
  yield* counts;
}

function isCount(message: string): boolean {
  return /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/.test(message);
}

function judge({ success, counts }: EventData.TestSummary): void {
  if (!success || counts.tests === 0) process.exitCode = 1;
}

function* coverageLines({ files: covered, totals }: EventData.TestCoverage['summary']): Generator<TestEvent> {
  const weakest = covered
    .filter(({ coveredLinePercent }) => coveredLinePercent < lineFloor)
    .toSorted((a, b) => a.coveredLinePercent - b.coveredLinePercent)
    .slice(0, 10);
  for (const { path, coveredLinePercent } of weakest)
    yield diagnostic(
      `${coveredLinePercent.toFixed(1)} % of the lines of ${relative(root, path)} run`,
      'warn',
    );
  const failed = !(totals.coveredLinePercent >= lineFloor);
  if (failed) process.exitCode = 1;
  const verdict = `${totals.coveredLinePercent.toFixed(1)} % of the lines of src run; the floor is ${lineFloor} %`;
  yield diagnostic(verdict, failed ? 'error' : 'info');
}

function diagnostic(message: string, level: 'info' | 'warn' | 'error'): TestEvent {
  return { type: 'test:diagnostic', data: { nesting: 0, message, level } };
}

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Family } from '../../src/model/address.ts';

const here = import.meta.dirname;
const folder = join(here, '../../.cache/network-config-analyzer');
const python = join(folder, 'bin/python');
const requirements = join(here, 'requirements.txt');

/** What may connect to what, as a product: any of these sources to any of these destinations. */
export interface Flow {
  readonly sources: FlowEnds;
  readonly destinations: FlowEnds;
  /** `TCP`, `UDP`, `SCTP`, and `other` for all that have no ports. */
  readonly protocols: readonly string[];
  readonly ports: readonly (readonly [first: number, last: number])[];
}

/** Pods as `namespace/name`, addresses as ranges with both ends as decimal numbers. */
export interface FlowEnds {
  readonly pods: readonly string[];
  readonly addresses: readonly (readonly [family: Family, first: string, last: string])[];
}

/** A running network-config-analyzer. */
export interface Analyzer {
  /** All that is allowed between these objects; rejects with its words where the analyzer refuses them. */
  analyze(objects: readonly unknown[]): Promise<readonly Flow[]>;
  stop(): void;
}

/** Puts the pinned analyzer into a virtual environment under .cache, unless it is there; throws where it cannot. */
export function installAnalyzer(): void {
  const pinned = readFileSync(requirements, 'utf8');
  const stamp = join(folder, 'installed');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === pinned) return;
  console.log('installing network-config-analyzer, once');
  run('python3', ['-m', 'venv', '--clear', folder]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  writeFileSync(stamp, pinned);
}

function run(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (error !== undefined) {
    throw new Error(`this test needs ${program}: ${error.message}`, { cause: error });
  }
  if (status !== 0) throw new Error(`\`${program} ${args.join(' ')}\` ended with status ${status}`);
}

/** Starts an analyzer, which answers one cluster after the other. */
export function startAnalyzer(): Analyzer {
  const directory = mkdtempSync(join(tmpdir(), 'netpol-lint-differential-'));
  const file = join(directory, 'cluster.json');
  const child = spawn(python, [join(here, 'connectivity.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const replies = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async analyze(items) {
      writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
      child.stdin.write(`${file}\n`);
      const { value, done } = await replies.next();
      if (done === true) throw new Error('the analyzer has ended');
      return read(value);
    },
    stop() {
      child.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function read(reply: string): readonly Flow[] {
  const read = JSON.parse(reply) as { readonly flows: readonly Flow[] } | { readonly error: string };
  if ('error' in read) throw new Error(`the analyzer refuses the cluster: ${read.error}`);
  return read.flows;
}

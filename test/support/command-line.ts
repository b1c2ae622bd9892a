import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../src/cli/command-line.ts';
import type { Output } from '../../src/cli/io.ts';

/** What a test gives the command line. */
export interface Given {
  /** By path below the folder that the command runs in. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  /** How the reader of standard output takes it in; at once unless given. `written` is all that it was given so far. */
  drained?(written: () => string): ReturnType<Output['drained']>;
  /** Called in the folder before the command runs. */
  prepare?(folder: string): void;
  /** Called when the command has run: undoes what would keep the folder from being removed. */
  restore?(folder: string): void;
}

/** What came of it. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the server was started with, if it was. */
  readonly served: readonly string[] | undefined;
}

/** Output that is taken in at once. */
export function outputTo(take: (text: string) => void, isTTY = false): Output {
  return { isTTY, write: take, drained: async () => 'ready' };
}

/** A folder of its own with these files; `remove` takes it away. */
export function makeFolder(files: NonNullable<Given['files']> = {}): {
  readonly path: string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'netpol-lint-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs the command line in this process, on real files in a folder that is removed afterwards. */
export async function runCommandLine(argv: readonly string[], given: Given = {}): Promise<Outcome> {
  const folder = makeFolder(given.files);
  const written = { stdout: '', stderr: '' };
  let served: readonly string[] | undefined;
  try {
    given.prepare?.(folder.path);
    const status = await main(argv, {
      stdout: {
        ...outputTo((text) => (written.stdout += text), given.terminal),
        drained: async () => (await given.drained?.(() => written.stdout)) ?? 'ready',
      },
      stderr: outputTo((text) => (written.stderr += text), given.terminal),
      readStdin: async () => Buffer.from(given.stdin ?? ''),
      env: given.env ?? {},
      today: '2026-01-01',
      cwd: folder.path,
      packageRoot: join(import.meta.dirname, '..', '..'),
      serve: async (args) => {
        served = args;
        return 0;
      },
    });
    return { status, ...written, served };
  } finally {
    given.restore?.(folder.path);
    folder.remove();
  }
}

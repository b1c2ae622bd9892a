import { extname, join } from 'node:path';
import { isatty } from 'node:tty';
import { pathToFileURL } from 'node:url';
import { status } from './exit-status.ts';
import type { Io, Output } from './io.ts';

/** The world of this process. */
export function processIo(packageRoot: string): Io {
  return {
    stdout: outputTo(1, () => process.stdout),
    stderr: outputTo(2, () => process.stderr),
    readStdin,
    env: process.env,
    cwd: process.cwd(),
    packageRoot,
    serve,
  };
}

/**
 * A reader that has seen enough, such as `head`, closes its pipe: the run goes on and its status counts. A full disk
 * makes the run fail. The stream is made when it is first written to, because making it takes milliseconds.
 */
function outputTo(descriptor: number, open: () => NodeJS.WriteStream): Output {
  let stream: NodeJS.WriteStream | undefined;
  return {
    isTTY: isatty(descriptor),
    write(text) {
      stream ??= open().on('error', onError);
      stream.write(text);
    },
  };
}

function onError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.once('exit', () => (process.exitCode = status.unusable));
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Loads the server's own entry, which stands beside the folder of this file, as if it had been started directly. */
async function serve(args: readonly string[]): Promise<number> {
  const isBuilt = extname(import.meta.filename) !== '.ts';
  const entry = join(import.meta.dirname, '..', isBuilt ? 'main.js' : 'main.ts');
  process.argv = [process.execPath, entry, ...args];
  await import(pathToFileURL(entry).href);
  return Number(process.exitCode ?? status.clean);
}

import { extname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { status } from './exit-status.ts';
import type { Io, Output } from './io.ts';

/** The world of this process. */
export function processIo(packageRoot: string): Io {
  return {
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    readStdin: () => buffer(process.stdin),
    env: process.env,
    cwd: process.cwd(),
    packageRoot,
    serve,
  };
}

/**
 * A reader that has seen enough, such as `head`, closes its pipe: the run goes on and its status counts. A full disk
 * makes the run fail.
 */
function outputTo(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.once('exit', () => (process.exitCode = status.unusable));
  });
  return { write: (text) => void stream.write(text), isTTY: stream.isTTY };
}

/** Loads the server's own entry, which stands beside the folder of this file, as if it had been started directly. */
async function serve(args: readonly string[]): Promise<number> {
  const entry = new URL(`../main${extname(import.meta.filename)}`, import.meta.url);
  process.argv = [process.execPath, entry.pathname, ...args];
  await import(entry.href);
  return Number(process.exitCode ?? status.clean);
}

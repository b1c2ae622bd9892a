import { extname, join } from 'node:path';
import { isatty } from 'node:tty';
import { pathToFileURL } from 'node:url';
import { status } from './exit-status.ts';
import type { Io, Output } from './io.ts';

/** The world of this process. */
export function processIo(packageRoot: string): Io {
  const stderr = outputTo(
    2,
    () => process.stderr,
    () => undefined,
  );
  const stdout = outputTo(
    1,
    () => process.stdout,
    (reason) => stderr.write(`netpol-lint: cannot write to standard output: ${reason}\n`),
  );
  return {
    stdout,
    stderr,
    readStdin,
    env: process.env,
    cwd: process.cwd(),
    today: new Date().toISOString().slice(0, 10),
    packageRoot,
    serve,
  };
}

/**
 * A reader that has seen enough, such as `head`, closes its pipe: the run goes on and its status counts. A full disk
 * makes the run fail, and is told by `complain`. The stream is made when it is first written to, because making it
 * takes milliseconds.
 */
function outputTo(
  descriptor: number,
  open: () => NodeJS.WriteStream,
  complain: (reason: string) => void,
): Output {
  let stream: NodeJS.WriteStream | undefined;
  let isGone = false;
  const onError = (error: NodeJS.ErrnoException): void => {
    const isFirst = !isGone;
    isGone = true;
    if (error.code === 'EPIPE' || !isFirst) return;
    process.once('exit', () => (process.exitCode = status.unusable));
    complain(error.message);
  };
  return {
    isTTY: isatty(descriptor),
    write(text) {
      if (isGone) return;
      stream ??= open().on('error', onError);
      stream.write(text);
    },
    async drained() {
      if (stream?.writableNeedDrain === true) await drainOrError(stream);
      return isGone ? 'gone' : 'ready';
    },
  };
}

function drainOrError(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      stream.off('drain', settle).off('error', settle);
      resolve();
    };
    stream.on('drain', settle).on('error', settle);
  });
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

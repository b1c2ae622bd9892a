import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { atTheEnd } from './endings.ts';

/** A program that runs beside the tests, with its output in a file. */
export interface Process {
  readonly pid: number;
  /** Everything it has written so far, standard output and error in one. */
  output(): string;
  /** Status once it has ended, null when a signal ended it; undefined while it runs. */
  status(): number | null | undefined;
  /** Asks it to end, waits until it has, and gives its status. After `seconds` it is killed. */
  stop(signal?: NodeJS.Signals, seconds?: number): Promise<number | null>;
}

export interface ProcessOptions {
  readonly log: string;
  /** For programs that start others: makes a process group, and signals go to all of it. */
  readonly detached?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts a program that is ended, by its own id, at the latest with this process. It does not keep this one alive. */
export function startProcess(file: string, args: readonly string[], options: ProcessOptions): Process {
  const { log, ...rest } = options;
  const output = openSync(log, 'a');
  const child = spawn(file, args, { ...rest, stdio: ['ignore', output, output] });
  closeSync(output);
  child.unref();
  let status: number | null | undefined;
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve((status = null)));
    child.once('exit', (code) => resolve((status = code)));
  });
  const send = (signal: NodeJS.Signals): void => signalTo(child, signal, options.detached ?? false);
  const kill = atTheEnd(() => send('SIGKILL'));
  return {
    pid: child.pid ?? -1,
    output: () => readFileSync(log, 'utf8'),
    status: () => status,
    async stop(signal = 'SIGTERM', seconds = 20) {
      if (status === undefined) await end(child, ended, send, { signal, seconds });
      kill();
      return ended;
    },
  };
}

function signalTo(child: ChildProcess, signal: NodeJS.Signals, group: boolean): void {
  if (!group || child.pid === undefined) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function end(
  child: ChildProcess,
  ended: Promise<unknown>,
  send: (signal: NodeJS.Signals) => void,
  patience: { readonly signal: NodeJS.Signals; readonly seconds: number },
): Promise<void> {
  child.ref();
  send(patience.signal);
  const impatience = setTimeout(() => send('SIGKILL'), patience.seconds * 1000);
  await ended;
  clearTimeout(impatience);
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

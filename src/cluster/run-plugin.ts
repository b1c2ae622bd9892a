import { spawn } from 'node:child_process';
import { env } from 'node:process';
import { isatty } from 'node:tty';
import { listAt, textAt, valueAt } from '../model/json.ts';
import { messageOf } from '../model/thrown.ts';
import { failing } from './failure.ts';

/** Three minutes in milliseconds: a plugin may send a person to a web browser. */
export const longestLogin = 180_000;

/** The status of the ExecCredential that the plugin prints. The answer is never repeated: it may hold a token. */
export async function runPlugin(plugin: unknown): Promise<unknown> {
  const command = textAt(plugin, 'command') ?? '';
  const printed = await output(command, plugin);
  let status: unknown;
  try {
    status = valueAt(JSON.parse(printed), 'status');
  } catch {
    throw failing('credentials', `${command} gives credentials that are not JSON`);
  }
  if (textAt(status, 'token') === undefined && textAt(status, 'clientCertificateData') === undefined)
    throw failing('credentials', `${command} gives neither a token nor a certificate`);
  return status;
}

/** What it says to a person is shown where one watches; else it is told when the plugin fails. */
function output(command: string, plugin: unknown): Promise<string> {
  const isInteractive = textAt(plugin, 'interactiveMode') !== 'Never' && isatty(0);
  return new Promise((resolve, reject) => {
    const child = spawn(command, textsAt(plugin, 'args'), {
      env: environmentOf(plugin, isInteractive),
      stdio: [isInteractive ? 'inherit' : 'ignore', 'pipe', isatty(2) ? 'inherit' : 'pipe'],
      signal: AbortSignal.timeout(longestLogin),
    });
    const [printed, told]: [Buffer[], Buffer[]] = [[], []];
    child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => told.push(chunk));
    const fail = (why: string): void =>
      reject(failing('credentials', `no credentials from ${command}: ${why}`));
    child.once('error', (error) => fail(whyNot(error, plugin)));
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(printed).toString());
      else fail(Buffer.concat(told).toString().trim() || `it ended with status ${code}`);
    });
  });
}

function whyNot(error: NodeJS.ErrnoException, plugin: unknown): string {
  if (error.code === 'ABORT_ERR') return 'it has not answered for three minutes';
  if (error.code !== 'ENOENT') return messageOf(error);
  const hint = textAt(plugin, 'installHint');
  return `it is not installed, or not in PATH${hint === undefined ? '' : `; ${hint.trim()}`}`;
}

function environmentOf(plugin: unknown, interactive: boolean): NodeJS.ProcessEnv {
  const given = listAt(plugin, 'env').map((each) => [
    textAt(each, 'name') ?? '',
    textAt(each, 'value') ?? '',
  ]);
  const apiVersion = textAt(plugin, 'apiVersion') ?? 'client.authentication.k8s.io/v1';
  const wanted = { apiVersion, kind: 'ExecCredential', spec: { interactive } };
  return { ...env, ...Object.fromEntries(given), KUBERNETES_EXEC_INFO: JSON.stringify(wanted) };
}

function textsAt(value: unknown, member: string): readonly string[] {
  return listAt(value, member).filter((each) => typeof each === 'string');
}

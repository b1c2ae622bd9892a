import { spawn } from 'node:child_process';

/** What a command left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KubectlOptions {
  /** Text of standard input, for `-f -`. */
  readonly input?: string;
  /** Another kubeconfig than that of the administrator. */
  readonly kubeconfig?: string;
}

/** Runs kubectl as a user does, without a terminal, and gives what it said. Never throws for a status. */
export type Kubectl = (args: readonly string[], options?: KubectlOptions) => Promise<Outcome>;

/** kubectl of `program` with `kubeconfig`; `home` keeps its discovery cache away from the user's. */
export function kubectlWith(program: string, kubeconfig: string, home: string): Kubectl {
  return (args, options = {}) =>
    run(program, args, {
      input: options.input ?? '',
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        KUBECONFIG: options.kubeconfig ?? kubeconfig,
      },
    });
}

/** Runs a program to its end with `input` on its standard input. Never throws for a status. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly input?: string; readonly env?: NodeJS.ProcessEnv; readonly cwd?: string },
): Promise<Outcome> {
  const { input, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, rest);
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...output }));
  });
}

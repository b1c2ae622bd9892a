import type { RequestOptions } from 'node:https';
import { dirname, isAbsolute, join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { isJsonObject, textAt, valueAt } from '../model/json.ts';
import { runPlugin } from './run-plugin.ts';

type Authenticator = Parameters<KubeConfig['addAuthenticator']>[0];

const provider = 'credential-plugin';

/**
 * A user of a kubeconfig whose plugin is run by us. client-node 2.0.1 starts it for every request that waits, hides what
 * it says to a person who shall log in, and tells it nothing of what is wanted.
 */
export function withPlugin(entry: unknown, kubeconfig: string): unknown {
  const user = valueAt(entry, 'user');
  const command = textAt(user, 'exec', 'command');
  if (command === undefined || !isJsonObject(user) || !isJsonObject(entry)) return entry;
  const { exec, ...others } = user as { readonly exec: object };
  // A path is from the kubeconfig, a bare name is looked for in PATH (ExecConfig, client-go clientcmd/api/v1).
  const isRelative = command.includes('/') && !isAbsolute(command);
  const config = { ...exec, command: isRelative ? join(dirname(kubeconfig), command) : command };
  return { ...entry, user: { ...others, 'auth-provider': { name: provider, config } } };
}

/** Asks plugins for credentials: one at a time, and again when what it gave has expired. */
export function pluginAuthenticator(): Authenticator {
  let asked: Promise<unknown> | undefined;
  let expires = Infinity;
  const ask = (plugin: unknown): Promise<unknown> => {
    const answer = runPlugin(plugin);
    asked = answer;
    expires = Infinity;
    void answer.then(
      (status) => {
        expires = Date.parse(textAt(status, 'expirationTimestamp') ?? '') || Infinity;
      },
      () => {
        asked = undefined;
      },
    );
    return answer;
  };
  return {
    isAuthProvider: ({ authProvider }) => textAt(authProvider, 'name') === provider,
    async applyAuthentication({ authProvider }, options) {
      const isGood = asked !== undefined && Date.now() < expires;
      apply(await (isGood ? asked : ask(valueAt(authProvider, 'config'))), options as RequestOptions);
    },
  };
}

function apply(status: unknown, options: RequestOptions): void {
  const token = textAt(status, 'token');
  if (token !== undefined) Object.assign((options.headers ??= {}), { Authorization: `Bearer ${token}` });
  options.cert = textAt(status, 'clientCertificateData') ?? options.cert;
  options.key = textAt(status, 'clientKeyData') ?? options.key;
}

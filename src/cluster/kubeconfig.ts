import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { isJsonObject, listAt, textAt, valueAt } from '../model/json.ts';
import { messageOf } from '../model/thrown.ts';
import type { ConnectionSource } from './connection-source.ts';
import { pluginAuthenticator, withPlugin } from './credential-plugin.ts';
import type { Failure } from './failure.ts';

/**
 * Reads address and credentials afresh: files again, plugins again. client-node (half a second, 80 MB) is loaded here
 * and nowhere else. Everything that keeps them from being usable is a failure that names the file or the context.
 */
export async function loadKubeConfig(
  source: ConnectionSource,
): Promise<{ readonly config: KubeConfig } | { readonly failure: Failure }> {
  try {
    const config = source.kind === 'kubeconfig' ? await fromFiles(source) : await fromServiceAccount(source);
    const problem = findProblem(config);
    return problem === undefined ? { config } : failed(problem);
  } catch (error) {
    return failed(messageOf(error));
  }
}

function failed(message: string): { readonly failure: Failure } {
  return { failure: { reason: 'credentials', message } };
}

async function fromServiceAccount({
  server,
  directory,
}: ConnectionSource & { readonly kind: 'service-account' }): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const tokenFile = join(directory, 'token');
  config.loadFromClusterAndUser(
    { name: 'cluster', server, caFile: join(directory, 'ca.crt'), skipTLSVerify: false },
    { name: 'service-account', authProvider: { name: 'tokenFile', config: { tokenFile } } },
  );
  return config;
}

async function fromFiles({
  files,
  context,
}: ConnectionSource & { readonly kind: 'kubeconfig' }): Promise<KubeConfig> {
  const configs = await Promise.all(files.map(fromFile));
  const [config, ...others] = configs;
  if (config === undefined) throw new Error('no kubeconfig was given');
  for (const other of others) merge(config, other);
  config.addAuthenticator(pluginAuthenticator());
  if (context !== undefined) config.setCurrentContext(context);
  return config;
}

async function fromFile(file: string): Promise<KubeConfig> {
  const { KubeConfig, loadYaml } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  try {
    const content = loadYaml<unknown>(readFileSync(file, 'utf8'));
    if (!isJsonObject(content)) throw new Error('not a kubeconfig');
    const users = listAt(content, 'users').map((user) =>
      withPlugin(withTokenFile(user, dirname(file)), file),
    );
    config.loadFromString(JSON.stringify({ ...content, users }));
    config.makePathsAbsolute(dirname(file));
  } catch (error) {
    // What follows the first line of a YAML error shows the text, which may hold a token.
    const [problem] = messageOf(error).split('\n', 1);
    throw new Error(`${file}: ${problem}`, { cause: error });
  }
  return config;
}

/**
 * client-node 2.0.1 knows `tokenFile` only as configuration of an auth provider, where it is read again as time goes
 * by. The file takes precedence over a token (AuthInfo, client-go clientcmd/api/v1).
 */
function withTokenFile(entry: unknown, directory: string): unknown {
  const tokenFile = textAt(entry, 'user', 'tokenFile');
  if (tokenFile === undefined || !isJsonObject(entry)) return entry;
  const { token: _, ...user } = valueAt(entry, 'user') as Readonly<Record<string, unknown>>;
  const provider = { name: 'tokenFile', config: { tokenFile: resolve(directory, tokenFile) } };
  return { ...entry, user: { ...user, 'auth-provider': provider } };
}

/** As kubectl merges: the first file to name something wins, and the first current context. */
function merge(config: KubeConfig, other: KubeConfig): void {
  for (const cluster of other.clusters)
    if (config.getCluster(cluster.name) === null) config.addCluster(cluster);
  for (const user of other.users) if (config.getUser(user.name) === null) config.addUser(user);
  for (const context of other.contexts) {
    if (config.getContextObject(context.name) === null) config.addContext(context);
  }
  config.currentContext ||= other.currentContext;
}

function findProblem(config: KubeConfig): string | undefined {
  const name = config.getCurrentContext();
  if (!name) return 'the kubeconfig has no current context, and none was asked for';
  const context = config.getContextObject(name);
  if (context === null) return `the kubeconfig has no context ${name}`;
  const cluster = config.getCurrentCluster();
  if (cluster === null) return `context ${name} names a cluster that the kubeconfig does not have`;
  if (config.getCurrentUser() === null) return `context ${name} names no user that the kubeconfig has`;
  const url = URL.parse(cluster.server);
  if (url?.protocol === 'https:') return undefined;
  if (url?.protocol !== 'http:') return `${cluster.server} is no address of an API server`;
  return cluster.skipTLSVerify
    ? undefined
    : `${cluster.server} is not https, and insecure-skip-tls-verify is not set`;
}

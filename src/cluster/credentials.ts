import type { KubeConfig } from '@kubernetes/client-node';
import type { ConnectionSource } from './connection-source.ts';
import { isFailure } from './failure.ts';
import { loadKubeConfig } from './kubeconfig.ts';

/** The address and the credentials in use. */
export interface Credentials {
  current(): KubeConfig;
  /** Reads them again, files and plugins, unless somebody else has since `refused` was current. */
  renew(refused: KubeConfig): Promise<void>;
}

/** Starts with `first`. What cannot be read again leaves the old credentials in use. */
export function keepCredentials(source: ConnectionSource, first: KubeConfig): Credentials {
  let current = first;
  return {
    current: () => current,
    async renew(refused) {
      if (current !== refused) return;
      const loaded = await loadKubeConfig(source);
      if (!isFailure(loaded) && current === refused) current = loaded.config;
    },
  };
}

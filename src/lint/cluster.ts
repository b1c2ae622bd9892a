import type { Inventory } from '../model/inventory.ts';
import type { Engine } from '../semantics/engine/engine.ts';

/** What is known of a cluster, and the engine that knows who can reach whom in it, where there is one. */
export interface Cluster extends Inventory {
  readonly engine?: Pick<Engine, 'delta' | 'oneSided' | 'redundancy' | 'redundancyOf'>;
}

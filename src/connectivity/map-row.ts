import type { PortSet } from '../semantics/sets/port-set.ts';
import type { NamedEnds } from './pod-set.ts';

/** What everyone in `from` may use to connect to everyone in `to`. */
export interface MapRow {
  readonly from: NamedEnds;
  readonly to: NamedEnds;
  readonly ports: PortSet;
  /** Port names that no known pod resolves, as `TCP/http`. */
  readonly portNames: readonly string[];
}

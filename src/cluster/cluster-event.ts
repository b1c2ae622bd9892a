import type { FailureReason } from './failure.ts';
import type { WatchedName } from './watched-kind.ts';

/** What happens while a cluster is watched, for logs: names and numbers, never the content of an object. */
export type ClusterEvent =
  | {
      readonly event: 'listed';
      readonly kind: WatchedName;
      readonly objects: number;
      /** False for the first complete list. */
      readonly again: boolean;
      /** Objects that the watch had missed: they were new, changed or gone in a list that was not the first. */
      readonly missed: number;
      readonly milliseconds: number;
    }
  | {
      readonly event: 'watching';
      readonly kind: WatchedName;
      /** How many attempts had failed in a row before. */
      readonly failures: number;
    }
  | ({
      readonly event: 'interrupted';
      readonly kind: WatchedName;
      readonly during: 'list' | 'watch';
    } & Interruption)
  | {
      readonly event: 'unreadable';
      readonly kind: WatchedName;
      readonly namespace: string;
      readonly name: string;
    }
  | { readonly event: 'version'; readonly major: number; readonly minor: number }
  | ({ readonly event: 'no-version' } & Interruption);

interface Interruption {
  readonly reason: FailureReason;
  readonly message: string;
  /** How many attempts have failed in a row, this one included; 0 when it lasted and ended in order. */
  readonly failures: number;
  /** Milliseconds until the next attempt. */
  readonly retryIn: number;
}

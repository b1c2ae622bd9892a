import type { InventoryKind } from '../model/inventory.ts';
import type { FailureReason } from './failure.ts';

/** What happens while a cluster is watched, for logs: names and numbers, never the content of an object. */
export type ClusterEvent =
  | {
      readonly event: 'listed';
      readonly kind: InventoryKind;
      readonly objects: number;
      /** False for the first complete list. */
      readonly again: boolean;
      /** Objects that the watch had missed: they were new, changed or gone in a list that was not the first. */
      readonly missed: number;
      readonly milliseconds: number;
    }
  | { readonly event: 'watching'; readonly kind: InventoryKind }
  | {
      readonly event: 'interrupted';
      readonly kind: InventoryKind;
      readonly during: 'list' | 'watch';
      readonly reason: FailureReason;
      readonly message: string;
      /** Milliseconds until the next attempt. */
      readonly retryIn: number;
    }
  | {
      readonly event: 'unreadable';
      readonly kind: InventoryKind;
      readonly namespace: string;
      readonly name: string;
    };

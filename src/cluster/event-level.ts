import type { ClusterEvent } from './cluster-event.ts';
import type { FailureReason } from './failure.ts';

/** How much an event matters to who runs the server. */
export type EventLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Every watch ends every few minutes and is opened again, as the server was asked to: that is no news. One failure may
 * be the API server's restart; from the second in a row on it is a warning, until an attempt succeeds.
 */
export function levelOf(event: ClusterEvent): EventLevel {
  switch (event.event) {
    case 'listed':
    case 'version':
      return 'info';
    case 'watching':
      return event.failures === 0 ? 'debug' : 'info';
    case 'interrupted':
    case 'no-version':
      return failureLevel(event.reason, event.failures);
    case 'unreadable':
      return 'warn';
  }
}

function failureLevel(reason: FailureReason, failures: number): EventLevel {
  if (reason === 'defect') return 'error';
  if (failures === 0) return 'debug';
  return failures === 1 ? 'info' : 'warn';
}

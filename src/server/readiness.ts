import type { Readiness } from './probes.ts';

const hour = 3_600_000;

/** What decides whether calls should come here; the inventory does not: without it most rules still judge. */
export interface Conditions {
  readonly isDraining: boolean;
  /** The end of the serving certificate. */
  readonly notAfter: Date;
  readonly now: Date;
}

/** Ready while not draining and with a certificate that is good for another hour. */
export function readinessOf({ isDraining, notAfter, now }: Conditions): Readiness {
  if (isDraining) return { ready: false, reason: 'shutting down' };
  const left = notAfter.getTime() - now.getTime();
  return left >= hour
    ? { ready: true }
    : { ready: false, reason: `the certificate ends at ${notAfter.toISOString()}` };
}

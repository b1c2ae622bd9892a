/** How bad: `error` is certainly not what was meant, `warning` very likely a mistake, `info` worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** The severities, worst first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * How sure: `certain` follows from the policy text or the API's definition, `likely` from cluster facts that may change
 * a second later, `possible` from a pattern alone.
 */
export type Confidence = 'certain' | 'likely' | 'possible';

/** Whether `severity` is at least as bad as `threshold`. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** A warning that rests on a pattern alone is only worth knowing. */
export function temper(severity: Severity, confidence: Confidence): Severity {
  return severity === 'warning' && confidence === 'possible' ? 'info' : severity;
}

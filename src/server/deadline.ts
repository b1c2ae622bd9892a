/** The longest that a call may take before the answer is worthless, whatever the API server would wait. */
const ownLimit = 3000;
/** Time for the answer to travel. */
const margin = 300;

const units: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
]);

/**
 * The time for an answer in milliseconds, from the budget that the API server names in its query, `timeout=3s`. A
 * budget that cannot be read counts as none.
 */
export function deadlineOf(timeout: unknown): number {
  const [, amount, unit = ''] = /^(\d{1,6}(?:\.\d{1,6})?)(ms|s|m)$/.exec(String(timeout)) ?? [];
  const budget = amount === undefined ? ownLimit : Number(amount) * (units.get(unit) ?? 1);
  return Math.max(Math.min(budget, ownLimit) - margin, 0);
}

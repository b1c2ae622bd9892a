/**
 * The labels of one object, keyed by label key. A Map, because `constructor` and `toString` are valid label keys and
 * must not be found on an object that lacks them.
 */
export type Labels = ReadonlyMap<string, string>;

/** The label set of an object that has none; shared, so that thousands of such objects cost nothing. */
export const noLabels: Labels = new Map();

/** Labels from untrusted JSON: entries whose value is not a string are left out, since no API server stores them. */
export function readLabels(value: unknown): Labels {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return noLabels;
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return entries.length === 0 ? noLabels : new Map(entries);
}

/** Whether an object with these labels has all that are wanted, and with these values. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  for (const [key, value] of wanted) if (labels.get(key) !== value) return false;
  return true;
}

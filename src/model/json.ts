/** A JSON object: neither null nor a list. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at the end of these fields and indexes; undefined where a step is missing. Inherited properties never count. */
export function valueAt(value: unknown, ...steps: readonly (string | number)[]): unknown {
  let current = value;
  for (const step of steps) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Readonly<Record<string | number, unknown>>)[step];
  }
  return current;
}

/** The text there, undefined when it is missing, empty or no text. */
export function textAt(value: unknown, ...steps: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, ...steps);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The list there; empty when it is missing or no list. */
export function listAt(value: unknown, ...steps: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, ...steps);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

/** Whether the field is written at all, even with null. */
export function hasField(value: unknown, name: string): boolean {
  return isJsonObject(value) && Object.hasOwn(value, name);
}

/** Whether a list is written but holds nothing: `[]`, or no value at all, which Go reads alike. */
export function isEmptyList(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Whether two JSON values are equal; the order of members does not count. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const members = Object.entries(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    members.length === Object.keys(other).length &&
    members.every(([name, value]) => Object.hasOwn(other, name) && isSameJson(value, valueAt(other, name)))
  );
}

/** An object of a JSON value: not null and not a list. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a field, undefined when the value is no mapping or does not have the field itself. */
export function fieldOf(value: unknown, name: string): unknown {
  return isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether the field is written at all, even with null. */
export function hasField(value: unknown, name: string): boolean {
  return isMapping(value) && Object.hasOwn(value, name);
}

/** The items of a list; none when the value is no list. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

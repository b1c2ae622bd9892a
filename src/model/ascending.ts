/** Puts the lesser first; texts by code unit: to make a collator takes milliseconds, which a short run has not got. */
export function ascending<Value extends string | number | bigint>(one: Value, other: Value): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

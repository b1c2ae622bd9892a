import type { TextMap } from '../networkpolicy-object.ts';
import { quote } from '../prose.ts';
import { type Check, invalid, problem, problemsOfEach } from './check.ts';
import { byteLength, labelKeyFaults, labelValueFaults } from './names.ts';

const annotationLimit = 256 * 1024;

/** Labels of an object or of matchLabels. Like the API server it complains at the map, not at the key. */
export const labelMap: Check<TextMap | null> = (map) =>
  problemsOfEach(entriesOf(map), ([key, value]) => {
    const valueOf = `value ${quote(value)} of label ${quote(key)}`;
    return [
      ...invalid([], key, labelKeyFaults(key), `label key ${quote(key)}`),
      ...invalid([], value, labelValueFaults(value), valueOf),
    ];
  });

/** Annotations: keys as label keys in any case, and 256 KiB in all. */
export const annotationMap: Check<TextMap | null> = (map) => {
  const entries = entriesOf(map);
  const problems = problemsOfEach(entries, ([key]) => {
    // Go lowers rune by rune, so this letter becomes a plain i there and two code points here.
    const lowered = key.replaceAll('İ', 'i').toLowerCase();
    return invalid([], key, labelKeyFaults(lowered), `annotation key ${quote(key)}`);
  });
  const sizeBy = (length: (text: string) => number): number =>
    entries.reduce((sum, [key, value]) => sum + length(key) + length(value), 0);
  if (sizeBy(({ length }) => length * 3) <= annotationLimit) return problems;
  const size = sizeBy(byteLength);
  if (size <= annotationLimit) return problems;
  const detail = `must be no more than ${annotationLimit} bytes in all`;
  return [...problems, problem([], 'FieldValueTooLong', size, detail)];
};

function entriesOf(map: TextMap | null): readonly (readonly [string, string])[] {
  return map === null ? [] : Object.entries(map).map(([key, value]) => [key, value ?? ''] as const);
}

import type { TextMap } from '../networkpolicy-object.ts';
import type { Problem } from '../problem.ts';
import { type Check, invalid, problem } from './check.ts';
import { byteLength, labelKeyFaults, labelValueFaults } from './names.ts';

const annotationLimit = 256 * 1024;

/** Labels of an object or of matchLabels. Like the API server it complains at the map, not at the key. */
export const labelMap: Check<TextMap | null> = (map) => {
  const problems: Problem[] = [];
  for (const [key, value] of entriesOf(map)) {
    const keyFaults = labelKeyFaults(key).map((fault) => `label key ${JSON.stringify(key)}: ${fault}`);
    const valueFaults = labelValueFaults(value).map(
      (fault) => `value of label ${JSON.stringify(key)}: ${fault}`,
    );
    problems.push(...invalid([], key, keyFaults), ...invalid([], value, valueFaults));
  }
  return problems;
};

/** Annotations: keys as label keys in any case, and 256 KiB in all. */
export const annotationMap: Check<TextMap | null> = (map) => {
  const problems: Problem[] = [];
  let size = 0;
  for (const [key, value] of entriesOf(map)) {
    // Go lowers rune by rune, so this letter becomes a plain i there and two code points here.
    const lowered = key.replaceAll('İ', 'i').toLowerCase();
    const faults = labelKeyFaults(lowered).map((fault) => `annotation key ${JSON.stringify(key)}: ${fault}`);
    problems.push(...invalid([], key, faults));
    size += byteLength(key) + byteLength(value);
  }
  if (size > annotationLimit) {
    problems.push(
      problem([], 'FieldValueTooLong', size, `must be no more than ${annotationLimit} bytes in all`),
    );
  }
  return problems;
};

function entriesOf(map: TextMap | null): readonly (readonly [string, string])[] {
  return map === null ? [] : Object.entries(map).map(([key, value]) => [key, value ?? ''] as const);
}

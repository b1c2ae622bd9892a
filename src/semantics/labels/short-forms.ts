import { separator } from './slip.ts';

/** Words of which people write one where the label has another. */
const families: readonly (readonly string[])[] = [
  ['prod', 'prd', 'production'],
  ['stage', 'stg', 'staging'],
  ['dev', 'develop', 'development'],
  ['test', 'tst', 'testing'],
  ['db', 'database'],
  ['svc', 'service'],
];

const familyOf: ReadonlyMap<string, number> = new Map(
  families.flatMap((words, index) => words.map((word) => [word, index] as const)),
);

/** Whether two names differ only in that a part is shortened in one of them, as `shop-prod` and `shop-production`. */
export function isShortForm(one: string, other: string): boolean {
  const [parts, others] = [one, other].map((name) => name.toLowerCase().split(separator));
  return (
    parts !== undefined &&
    others?.length === parts.length &&
    parts.every((part, index) => isSameWord(part, others[index] ?? ''))
  );
}

function isSameWord(one: string, other: string): boolean {
  return one === other || (familyOf.has(one) && familyOf.get(one) === familyOf.get(other));
}

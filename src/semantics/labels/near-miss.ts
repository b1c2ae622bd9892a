import type { Mismatch } from './mismatch.ts';
import { isShortForm } from './short-forms.ts';
import { isSlip, separator } from './slip.ts';

/**
 * Whether a mismatch shows what was meant. That no object comes near says nothing where not every object is known, and
 * that another one comes a little near says no more.
 */
export function isNearMiss(mismatch: Mismatch): boolean {
  if (mismatch.kind === 'apart' || mismatch.kind === 'nothing') return false;
  if (mismatch.kind === 'called') return true;
  if (mismatch.kind === 'workload') return !addedLater.has(mismatch.requirement.key);
  if (mismatch.kind !== 'value' && addedLater.has(mismatch.requirement.key)) return false;
  if (mismatch.kind === 'other') return isNearOther(mismatch);
  if (mismatch.kind === 'lacking') return isWrittenTwice(mismatch);
  const { requirement, suggestion } = mismatch;
  if (!('values' in requirement)) return isSlip(requirement.key, suggestion.key);
  return mismatch.kind === 'value'
    ? requirement.values.some(
        (value) => isSlip(value, suggestion.value) || isShortForm(value, suggestion.value),
      )
    : requirement.values.includes(suggestion.value) && isTelling(suggestion.value);
}

/** Among what is left of one application a name is near that goes on where the other one ends, as no typing slip does. */
function isNearOther({
  requirement,
  rest,
  suggestion,
}: Extract<Mismatch, { readonly kind: 'other' }>): boolean {
  if (!('values' in requirement) || rest.every(({ key }) => addedLater.has(key))) return false;
  return requirement.values.some(
    (value) =>
      isSlip(value, suggestion.value) ||
      isShortForm(value, suggestion.value) ||
      goesOn(value, suggestion.value) ||
      goesOn(suggestion.value, value),
  );
}

function goesOn(start: string, whole: string): boolean {
  return start.length >= 4 && whole.startsWith(start) && separator.test(whole.charAt(start.length));
}

/** Whether a value is asked for under two keys, of which the objects have one. */
function isWrittenTwice({ requirement, rest }: Extract<Mismatch, { readonly kind: 'lacking' }>): boolean {
  const others = rest.flatMap((each) => (each.operator === 'In' ? each.values : []));
  return (
    'values' in requirement && requirement.values.some((value) => others.includes(value) && isTelling(value))
  );
}

/** Whether a selector asks for labels that are all there, and no file that is yet to be rendered will put them together. */
export function isApart(mismatch: Mismatch): boolean {
  return (
    mismatch.kind === 'apart' && !mismatch.counts.some(({ requirement }) => addedLater.has(requirement.key))
  );
}

/** Keys that kustomize, Helm or a GitOps tool often add to all objects at once: a file without them is not what is applied. */
const addedLater: ReadonlySet<string> = new Set([
  'app.kubernetes.io/instance',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/version',
  'env',
  'environment',
  'instance',
  'managed-by',
  'part-of',
  'release',
  'stage',
  'team',
]);

/** Whether a value says so much that under another key it still means the same objects. */
function isTelling(value: string): boolean {
  return value.length > 1 && !/^v?\d+$/.test(value) && !general.has(value.toLowerCase());
}

const general: ReadonlySet<string> = new Set([
  'true',
  'false',
  'yes',
  'no',
  'on',
  'off',
  'enabled',
  'disabled',
  'allow',
  'allowed',
  'default',
  'helm',
  'dev',
  'development',
  'test',
  'testing',
  'qa',
  'stage',
  'staging',
  'prod',
  'production',
]);

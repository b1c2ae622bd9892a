import { isJsonObject, valueAt } from '../../model/json.ts';
import { byRule, readSuppression, type Suppression, type Suppressions } from './suppression.ts';

const prefix = 'ignore.netpol-lint.dev/';

/**
 * The suppressions in the annotations of an object, `ignore.netpol-lint.dev/RULE: "reason; until=YYYY-MM-DD"`. Each covers
 * the whole object. `today` is the day of the run as YYYY-MM-DD.
 */
export function annotatedSuppressions(object: unknown, today: string): Suppressions | undefined {
  const own = Object.entries(annotationsOf(object)).flatMap(([key, value]) => read(key, value, today));
  return own.length === 0 ? undefined : { own, covering: byRule(own) };
}

function annotationsOf(object: unknown): object {
  const annotations = valueAt(object, 'metadata', 'annotations');
  return isJsonObject(annotations) ? annotations : {};
}

/** A value that is no text is refused by the API server, and NP101 says so. */
function read(key: string, value: unknown, today: string): readonly Suppression[] {
  if (!mayBeMeant.test(key) || typeof value !== 'string') return [];
  const place = { kind: 'annotation', path: ['metadata', 'annotations', key] } as const;
  if (key.startsWith(prefix))
    return [{ ...place, ...readSuppression([key.slice(prefix.length)], value, today) }];
  const flaw = {
    message: `annotation ${key} suppresses nothing`,
    help: `write ${prefix}RULE: "reason", with the code or the name of a rule`,
  };
  return [{ ...place, rules: [], reason: '', flaw }];
}

const mayBeMeant = /(?:^|\.)netpol-lint\.dev\//;

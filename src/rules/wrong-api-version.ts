import { defineRule, type Draft } from '../lint/rule.ts';
import { unknownFields } from '../model/fields.ts';
import { valueAt } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import { showValue } from '../model/quote.ts';
import { repairFor } from '../model/repair/repair.ts';
import { typeFields } from '../model/type-fields.ts';

type TypeField = keyof typeof typeFields;

/** NP105: an object that is meant to be a NetworkPolicy, and that no API server takes for one (metav1.TypeMeta). */
export const wrongApiVersion = defineRule({
  code: 'NP105',
  name: 'wrong-api-version',
  severity: 'error',
  confidence: 'certain',
  summary:
    'An apiVersion or a kind that is missing, misspelt or long gone in what is meant to be a NetworkPolicy.',
  needs: ['raw'],
  *check({ raw, operation }) {
    // An object in a request has been taken for a NetworkPolicy already.
    if (operation !== 'lint') return;
    for (const field of ['apiVersion', 'kind'] as const) {
      const value = valueAt(raw.value, field) ?? '';
      if (value === typeFields[field] || (value === '' && isMisspelt(field, raw.value))) continue;
      yield value === '' ? missing(field) : wrong(field, value);
    }
  },
});

/** NP102 says of a misspelt field what it ought to be called. */
function isMisspelt(field: TypeField, document: unknown): boolean {
  return unknownFields(document).some(
    ({ path }) => path.length === 1 && nearest(String(path[0]), [field]) !== undefined,
  );
}

function missing(field: TypeField): Draft {
  return {
    path: [],
    message: `${field} is missing: no client can tell what the object is, and none applies it`,
    help: `write ${field}: ${typeFields[field]}`,
  };
}

function wrong(field: TypeField, value: unknown): Draft {
  return {
    path: [field],
    message: `${statement(field, value)}: the object is refused`,
    help: repairFor({ path: [field], type: 'Undecodable', detail: '', value }),
  };
}

function statement(field: TypeField, value: unknown): string {
  if (value === 'extensions/v1beta1')
    return 'extensions/v1beta1 has had no NetworkPolicy since Kubernetes 1.16';
  return field === 'kind'
    ? `no kind is called ${showValue(value)}`
    : `there is no NetworkPolicy in ${showValue(value)}`;
}

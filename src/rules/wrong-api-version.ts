import { defineRule, type Draft } from '../lint/rule.ts';
import { valueAt } from '../model/json.ts';
import { asComment, isComment } from '../model/repair/foreign-comment.ts';
import { conjugate, shorten, showValue } from '../model/prose.ts';
import { toPointer } from '../model/pointer.ts';
import { repairFor } from '../model/repair/repair.ts';
import { misnamed, type TypeField, typeFields } from '../model/type-fields.ts';

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
    const absent: TypeField[] = [];
    for (const field of ['apiVersion', 'kind'] as const) {
      const value = valueAt(raw.value, field) ?? '';
      if (value === typeFields[field]) continue;
      const key = misnamed(raw.value, field);
      if (key !== undefined) yield underOtherName(field, key);
      else if (value === '') absent.push(field);
      else yield wrong(field, value);
    }
    if (absent.length > 0) yield missing(absent);
  },
});

const consequence = 'no client can tell what the object is, and none applies it';

function underOtherName(field: TypeField, key: string): Draft {
  if (isComment(key))
    return {
      path: [key],
      message: `${field} stands behind ${key.slice(0, 2)}, which begins no comment in JSON or YAML: ${consequence}`,
      help: asComment,
    };
  return {
    path: [key],
    message: `${field} is written ${shorten(key)}: ${consequence}`,
    help: `write ${field}: ${typeFields[field]}`,
  };
}

function missing(fields: readonly TypeField[]): Draft {
  return {
    path: [],
    message: `${fields.join(' and ')} ${conjugate('is', fields.length)} missing: ${consequence}`,
    help: `write ${fields.map((field) => `${field}: ${typeFields[field]}`).join(' and ')}`,
  };
}

function wrong(field: TypeField, value: unknown): Draft {
  return {
    path: [field],
    message: `${statement(field, value)}: the object is refused`,
    help: repairFor({ path: [field], type: 'Undecodable', detail: '', value }),
    fix: {
      safe: !siblings.has(value),
      patch: [{ op: 'replace', path: toPointer([field]), value: typeFields[field] }],
    },
  };
}

function statement(field: TypeField, value: unknown): string {
  if (value === 'extensions/v1beta1')
    return 'extensions/v1beta1 has had no NetworkPolicy since Kubernetes 1.16';
  if (field === 'apiVersion') return `there is no NetworkPolicy in ${showValue(value)}`;
  return siblings.has(value)
    ? `${showValue(value)} is another kind, and its spec is that of a NetworkPolicy`
    : `no kind is called ${showValue(value)}`;
}

/** The other kinds of networking.k8s.io. */
const siblings: ReadonlySet<unknown> = new Set(['Ingress', 'IngressClass', 'IPAddress', 'ServiceCIDR']);

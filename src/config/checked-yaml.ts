import type { ErrorObject, ValidateFunction } from 'ajv';
import { loadAll } from 'js-yaml';
import { nearest, suggest } from '../model/nearest.ts';
import type { RuleName } from '../lint/finding.ts';
import { ruleCalled } from '../lint/ruleset.ts';
import { fromPointer, toFieldPath } from '../model/pointer.ts';
import { messageOf } from '../model/thrown.ts';

/** Everything that is wrong with a file, each in one sentence. */
export interface Problems {
  readonly problems: readonly string[];
}

/** Reads one document of YAML or JSON that a schema describes; an empty text is an object without fields. */
export function readChecked(
  text: string,
  validate: ValidateFunction,
): { readonly value: unknown } | Problems {
  let value: unknown;
  try {
    const documents = loadAll(text);
    if (documents.length > 1) return { problems: ['the file: must be one document'] };
    value = documents[0] ?? {};
  } catch (error) {
    return { problems: [messageOf(error).split('\n', 1).join()] };
  }
  return validate(value) ? { value } : { problems: (validate.errors ?? []).map(describe) };
}

/** What is written of rules, by code or name and case aside, keyed by code. */
export function byRuleCode<Setting>(
  written: Readonly<Record<string, Setting>>,
  rules: readonly RuleName[],
): Map<string, Setting> | Problems {
  const settings = new Map<string, Setting>();
  const problems: string[] = [];
  for (const [key, setting] of Object.entries(written)) {
    const called = ruleCalled(key, rules);
    if ('meant' in called) problems.push(`rules.${key}: there is no such rule${suggest(called.meant)}`);
    else if (settings.has(called.rule.code))
      problems.push(`rules.${key}: ${called.rule.code} ${called.rule.name} is set twice`);
    else settings.set(called.rule.code, setting);
  }
  return problems.length === 0 ? settings : { problems };
}

function describe(error: ErrorObject): string {
  const steps = fromPointer(error.instancePath).map((step) =>
    /^\d+$/.test(String(step)) ? Number(step) : step,
  );
  return `${toFieldPath(steps) || 'the file'}: ${complaintOf(error)}`;
}

function complaintOf({ keyword, params, message, parentSchema }: ErrorObject): string {
  const { properties, description } = parentSchema as {
    readonly properties?: object;
    readonly description?: string;
  };
  switch (keyword) {
    case 'additionalProperties': {
      const { additionalProperty: key } = params as { readonly additionalProperty: string };
      return `there is no setting ${key}${suggest(nearest(key, Object.keys(properties ?? {})))}`;
    }
    case 'enum':
      return `must be one of ${(params as { readonly allowedValues: readonly string[] }).allowedValues.join(', ')}`;
    case 'type':
      return `must be ${kinds[String(params['type'])] ?? String(params['type'])}${description === undefined ? '' : `, such as ${description}`}`;
    case 'required':
      return `${String(params['missingProperty'])} is missing`;
    case 'maximum':
      return `must be at most ${String(params['limit'])}`;
    case 'minimum':
      return `must be at least ${String(params['limit'])}`;
    case 'pattern':
      return 'must be NAMESPACE/NAME';
    default:
      return message ?? 'is not valid';
  }
}

/** The types of JSON Schema in the words of YAML. */
const kinds: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
};

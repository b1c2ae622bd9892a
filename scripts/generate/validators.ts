import { Ajv, type CodeKeywordDefinition, type KeywordCxt, Name, _ } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

import { keywords } from '../../src/model/keywords/index.ts';
import { type FieldSchema, networkPolicySchema } from '../../src/model/networkpolicy.schema.ts';

/**
 * The count of errors is the sender's choice (a list of a million numbers), so that no loop of the validators goes on
 * after this many.
 */
const mostErrors = 1000;

/** Argument of ajv's `subschema` that says whether a loop runs over numbers or texts. */
const indexType = { items: 0, additionalProperties: 1 } as const;

/**
 * The validators of NetworkPolicy as code: `decodes` looks at the JSON types alone, `judges` runs the keywords of our
 * own, which rely on these types.
 */
export function renderValidators(): string {
  const ajv = new Ajv(options);
  for (const keyword of Object.keys(indexType)) ajv.removeKeyword(keyword);
  ajv.addKeyword({ ...boundedLoop('items'), type: 'array' });
  ajv.addKeyword({ ...boundedLoop('additionalProperties'), type: 'object' });
  for (const name of Object.keys(keywords)) ajv.addKeyword(ownKeyword(name));
  ajv.addSchema(
    only(networkPolicySchema, (key) => !Object.hasOwn(keywords, key)),
    'decodes',
  );
  ajv.addSchema(
    only(networkPolicySchema, (key) => Object.hasOwn(keywords, key)),
    'judges',
  );
  const plain = standalone.default(ajv, { decodes: 'decodes', judges: 'judges' });
  const typed = plain
    .replace('"use strict";', '')
    .replace('export const decodes =', 'export const decodes: TypeValidator =')
    .replace('export const judges =', 'export const judges: ValueValidator =');
  return header + typed;
}

const options = {
  allErrors: true,
  // What decodes has its types already.
  strictTypes: false,
  messages: false,
  // The context of a verdict is `this` of the validator.
  passContext: true,
  // The standard's own schema would be compiled with the bounded loops, which it does not fit.
  meta: false,
  validateSchema: false,
  code: { source: true, esm: true, lines: true, optimize: 2 },
} as const;

const header = `// @ts-nocheck: ajv writes plain JavaScript; only the exports have types.
// Written by scripts/generate/validators.ts from src/model/networkpolicy.schema.ts.
import { keywords } from './keywords/index.ts';
import type { TypeValidator, ValueValidator } from './validators.ts';
`;

/** The schema with only some of its keywords, the structure apart; parts that say nothing are left out. */
function only(schema: FieldSchema, isKept: (key: string) => boolean): FieldSchema {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'items' || key === 'additionalProperties') keep(kept, key, only(value, isKept));
    else if (key === 'properties') keep(kept, key, onlyProperties(value, isKept));
    else if (isKept(key)) kept[key] = value;
  }
  return kept;
}

function onlyProperties(properties: Record<string, FieldSchema>, isKept: (key: string) => boolean): object {
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(properties)) keep(kept, name, only(field, isKept));
  return kept;
}

function keep(target: Record<string, unknown>, key: string, part: object): void {
  if (Object.keys(part).length > 0) target[key] = part;
}

/** A keyword as a call of the function of the same name; the problems that it returns travel as error parameters. */
function ownKeyword(name: string): CodeKeywordDefinition {
  return {
    keyword: name,
    schemaType: 'boolean',
    error: { message: 'has problems', params: (cxt) => _`{problems: ${cxt.params['problems']}}` },
    code(cxt: KeywordCxt) {
      const check = _`${new Name('keywords')}.${new Name(name)}`;
      const problems = cxt.gen.const('problems', _`${check}(${cxt.data}, this)`);
      cxt.setParams({ problems });
      cxt.fail(_`${problems}.length > 0`);
    },
  };
}

/** The standard keyword that applies a schema to every entry, but with an end. */
function boundedLoop(keyword: keyof typeof indexType): CodeKeywordDefinition {
  return {
    keyword,
    schemaType: 'object',
    code(cxt: KeywordCxt) {
      const { gen, data } = cxt;
      const visit = (entry: Name): void => {
        const valid = gen.name('valid');
        cxt.subschema({ keyword, dataProp: entry, dataPropType: indexType[keyword] }, valid);
        gen.if(_`${new Name('errors')} >= ${mostErrors}`, () => gen.break());
      };
      if (keyword === 'items') gen.forRange('i', 0, _`${data}.length`, visit);
      else gen.forIn('key', data, visit);
    },
  };
}

import type { FastifySchemaValidationError } from 'fastify';
import { namespaceForm } from './namespace-parameter.ts';

type InWords = (errors: readonly FastifySchemaValidationError[]) => Error;

/** What is wrong with the query of a request, in words; the first thing only. */
export const parameterError: InWords = inWords('parameter', 'the query');

/** The same of the members of a body. */
export const memberError: InWords = inWords('member', 'the body');

function inWords(part: string, whole: string): InWords {
  return ([error]) =>
    new Error(error === undefined ? `${whole} cannot be read` : describe(error, part, whole));
}

function describe(
  { instancePath, keyword, params, message }: FastifySchemaValidationError,
  part: string,
  whole: string,
): string {
  const name = instancePath.slice(1);
  switch (keyword) {
    case 'required':
      return `${whole} lacks the ${part} ${String(params['missingProperty'])}`;
    case 'additionalProperties':
      return `there is no ${part} ${String(params['additionalProperty'])}`;
    case 'enum':
      return `${name} is one of ${(params['allowedValues'] as string[]).join(', ')}`;
    case 'pattern':
      return `${name} ${namespaceForm}`;
    default:
      return `${name === '' ? whole : name} ${message ?? 'has a wrong value'}`;
  }
}

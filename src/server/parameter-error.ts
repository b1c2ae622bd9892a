import type { FastifySchemaValidationError } from 'fastify';
import { namespaceForm } from './namespace-parameter.ts';

/** What is wrong with the query of a request, in words; the first thing only. */
export function parameterError(errors: readonly FastifySchemaValidationError[]): Error {
  const [error] = errors;
  if (error === undefined) return new Error('the query cannot be read');
  const parameter = error.instancePath.slice(1);
  switch (error.keyword) {
    case 'additionalProperties':
      return new Error(`there is no parameter ${String(error.params['additionalProperty'])}`);
    case 'enum':
      return new Error(`${parameter} is one of ${(error.params['allowedValues'] as string[]).join(', ')}`);
    case 'pattern':
      return new Error(`${parameter} ${namespaceForm}`);
    default:
      return new Error(`${parameter} ${error.message ?? 'has a wrong value'}`);
  }
}

/** An answer that is an error, for the API's description: what went wrong, for programs and for people. */
export function errorAnswer(description: string): object {
  return {
    description,
    type: 'object',
    properties: { error: { type: 'string' }, message: { type: 'string' } },
  };
}

/** The namespace of objects that name none, for the API's description: a label of RFC 1123. */
export const namespaceParameter = {
  type: 'string',
  minLength: 1,
  maxLength: 63,
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  default: 'default',
} as const;

/** What a value is to be that does not match the pattern. */
export const namespaceForm =
  'is a name of lower-case letters, digits and -, with a letter or digit at either end';

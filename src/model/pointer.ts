/** Where in a JSON document something stands: field names and array indexes from the root. */
export type Path = readonly (string | number)[];

/** The path as an RFC 6901 JSON Pointer; the root is the empty string. */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The steps of an RFC 6901 JSON Pointer; an array index comes back as text, as the pointer cannot tell it apart. */
export function fromPointer(pointer: string): Path {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A place as a field path; list items that cannot be told apart are shown as `[]`. */
export function toPlace(path: Path): string {
  return toFieldPath(path).replaceAll('.[]', '[]');
}

/** The path as the API server writes it in causes: `spec.ingress[0].from[1].ipBlock`. */
export function toFieldPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

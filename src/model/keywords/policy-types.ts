import { type Check, invalid, problem } from './check.ts';

/** The policy types; the same one twice is allowed. */
export const policyTypeList: Check<readonly (string | null)[] | null> = (list) => {
  const types = list ?? [];
  if (types.length > 2) return invalid([], types, ['must not have more than two policy types']);
  return types.flatMap((type, index) =>
    type === 'Ingress' || type === 'Egress'
      ? []
      : [problem([index], 'FieldValueNotSupported', type ?? '', 'must be Ingress or Egress')],
  );
};

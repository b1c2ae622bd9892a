import { readNetworkPolicy, readStoredNetworkPolicy } from '../../../src/model/read-networkpolicy.ts';
import { causeOf } from '../../support/policy-cases/shapes.ts';
import type { Answer } from './policy-writer.ts';

/** One write, as our reading is asked about it. */
export interface Write {
  readonly object: unknown;
  readonly previous?: unknown;
  readonly strictCidr: boolean;
}

/** What became of a write: what the stored policy means, or why it was refused. Comparable as JSON. */
export type Verdict = { readonly stored: unknown } | { readonly causes: readonly string[] };

/** The verdict of our reading. */
export function ourVerdict({ object, previous, strictCidr }: Write): Verdict {
  const read = readNetworkPolicy(object, { defaultNamespace: 'default', strictCidr, previous });
  if ('policy' in read) return { stored: meaningOf(object) };
  if (read.problems.some(({ type }) => type === 'Undecodable')) return { causes: ['Undecodable'] };
  return { causes: normalised(read.problems.map(causeOf), previous) };
}

/** The verdict of an API server; an answer that is none is an error. */
export function theirVerdict({ status, body }: Answer, { previous }: Write): Verdict {
  if (status === 200 || status === 201) return { stored: meaningOf(body) };
  // It could not decode the object, and says nothing about the places.
  if (status === 400) return { causes: ['Undecodable'] };
  const causes = body.details?.causes;
  if (status !== 422 || causes === undefined) throw new Error(`status ${status}: ${JSON.stringify(body)}`);
  const written = causes.map(({ reason, field = '' }) => `${reason.replace('FieldValue', '')} ${field}`);
  return { causes: normalised(written, previous) };
}

/** An API server judges the metadata of an update three times and lists the causes as often. */
function normalised(causes: readonly string[], previous: unknown): readonly string[] {
  if (previous === undefined) return causes.toSorted();
  const aboutMetadata = causes.filter((cause) => cause.includes(' metadata.'));
  const others = causes.filter((cause) => !cause.includes(' metadata.'));
  return [...new Set(aboutMetadata), ...others].sort();
}

/** What the spec is read as, so that defaults, nulls and what is dropped are compared too. */
function meaningOf(object: unknown): unknown {
  const read =
    readStoredNetworkPolicy({ ...(object as object), metadata: { name: 'web' } }, 'default') ?? null;
  return JSON.parse(
    JSON.stringify(read, (key, value: unknown) => {
      if (typeof value === 'bigint') return value.toString();
      // The API server sorts matchLabels.
      if (key !== 'requirements') return value;
      return (value as readonly unknown[]).map((each) => JSON.stringify(each)).sort();
    }),
  );
}

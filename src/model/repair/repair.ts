import type { Problem } from '../problem.ts';
import { placeholderIn } from '../placeholder.ts';
import { quote } from '../prose.ts';
import { addressRepairs } from './repair-address.ts';
import { repairEntry, selectorRepairs } from './repair-labels.ts';
import { metadataRepairs, repairMetadata } from './repair-metadata.ts';
import { portRepairs } from './repair-port.ts';
import { specRepairs } from './repair-spec.ts';
import type { Repairs } from './repairs.ts';

/** What to write instead of what the API server refuses: one imperative, with the value where it can be told. */
export function repairFor(problem: Problem): string {
  return repairBlank(problem) ?? repairField(problem);
}

function repairBlank(problem: Problem): string | undefined {
  const blank = placeholderIn(problem);
  return blank === undefined ? undefined : `fill in ${quote(blank)}, or lint what the template makes of it`;
}

function repairField(problem: Problem): string {
  const { path } = problem;
  const map = path.at(-2);
  if (map === 'matchLabels' || map === 'labels' || map === 'annotations') return repairEntry(map, problem);
  const field = path.findLast((step) => typeof step === 'string');
  if (field === undefined) return 'write a NetworkPolicy: apiVersion, kind, metadata and spec';
  const inMetadata = path[0] === 'metadata' ? repairMetadata(problem) : undefined;
  const repairs = path[0] === 'metadata' && path.length > 1 ? metadataRepairs : others;
  return (
    inMetadata ??
    (Object.hasOwn(repairs, field) ? repairs[field]?.(problem) : undefined) ??
    `correct ${field}`
  );
}

const others: Repairs = { ...specRepairs, ...selectorRepairs, ...portRepairs, ...addressRepairs };

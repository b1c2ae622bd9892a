import { dnsLabelFaults, subdomainFaults } from '../keywords/names.ts';
import { mayBePlaceholder } from '../placeholder.ts';
import type { Problem } from '../problem.ts';
import { quote } from '../prose.ts';
import { inQuotes } from './in-quotes.ts';
import { repairLabels } from './repair-labels.ts';
import type { Repairs } from './repairs.ts';

/** Repairs of metadata. */
export const metadataRepairs: Repairs = {
  name: (problem) => {
    const { type, subject, value } = problem;
    if (type === 'FieldValueRequired') return 'add metadata.name';
    if (subject !== undefined) return repairPrefix;
    const parts = typeof value === 'string' ? /^([a-z\d-]{1,63})\/([a-z\d.-]{1,253})$/.exec(value) : null;
    if (parts !== null) return `write name: ${parts[2]} and namespace: ${parts[1]}`;
    return (
      nameLike('name', problem, subdomainFaults) ?? 'write a name of lower-case letters, digits, "-" and "."'
    );
  },
  generateName: () => repairPrefix,
  namespace: (problem) =>
    problem.detail === 'must not change'
      ? 'make it a policy of its own: delete this one and create the other'
      : (nameLike('namespace', problem, dnsLabelFaults) ??
        'write a name of lower-case letters, digits and "-"'),
  labels: repairLabels,
  annotations: (problem) =>
    problem.type === 'FieldValueTooLong' ? 'shorten or delete annotations' : repairLabels(problem),
  ownerReferences: ({ detail }) => {
    if (detail.includes('controller')) return 'write controller: true for one owner at most';
    if (detail.includes('Event')) return 'delete this owner';
    return 'write a list of owners with apiVersion, kind, name and uid';
  },
  finalizers: ({ detail }) => {
    if (detail.startsWith('must not have both')) return 'delete one of the two';
    if (detail.includes('being deleted')) return 'delete the new entries';
    return 'write names such as example.com/name';
  },
};

const repairPrefix = 'write a prefix of lower-case letters, digits and "-", such as web-';

/** Fields that an author has no reason to write. */
const serverFields: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** The repair of what stands directly or deeper in metadata, beyond the fields above. */
export function repairMetadata({ path }: Problem): string | undefined {
  const [, field, ...deeper] = path;
  if (typeof field === 'string' && serverFields.has(field)) return `delete ${field}: the API server sets it`;
  const owned = deeper.findLast((step) => typeof step === 'string');
  if (owned === 'controller' || owned === 'blockOwnerDeletion')
    return `write ${owned}: true or false, without quotes`;
  if (field === 'ownerReferences' && owned !== undefined) return `copy ${owned} from the owner`;
  return undefined;
}

/** The name that is meant, when small letters and dashes make one of it. */
function nameLike(
  field: string,
  problem: Problem,
  faultsOf: (text: string) => readonly string[],
): string | undefined {
  const { value } = problem;
  if (typeof value !== 'string') return inQuotes(problem, (text) => `put it in quotes: ${field}: ${text}`);
  const meant = value
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  if (meant === value || faultsOf(meant).length > 0) return undefined;
  const otherwise = mayBePlaceholder(value) ? `, or fill in ${quote(value)} if it is a placeholder` : '';
  return `write ${field}: ${meant}${otherwise}`;
}

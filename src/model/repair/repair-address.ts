import { canonicalCidr, parseCidr } from '../cidr.ts';
import type { Problem } from '../problem.ts';
import type { Repairs } from './repairs.ts';

/** Repairs of an ipBlock. */
export const addressRepairs: Repairs = {
  ipBlock: ({ value }) => {
    const cidr = cidrMeant(value);
    if (cidr !== undefined) return `write ipBlock: {cidr: ${cidr}}`;
    return Array.isArray(value)
      ? 'write one peer with an ipBlock for each range'
      : 'write ipBlock: {cidr: 10.0.0.0/8}';
  },
  cidr: repairCidr,
  except: (problem) => {
    const { value, detail } = problem;
    if (detail.startsWith('must be a smaller part'))
      return 'except only takes away from cidr: write a smaller range inside it, or delete this one';
    const isItem = typeof problem.path.at(-1) === 'number';
    if (isItem) return repairCidr(problem);
    const cidr = cidrMeant(value);
    return `write a list of ranges: except: [${cidr ?? '10.1.0.0/16'}]`;
  },
};

function repairCidr({ value }: Problem): string {
  if (value === undefined || value === null || value === '')
    return 'write a range such as 10.0.0.0/8, or delete the item';
  if (Array.isArray(value)) return 'write one peer with an ipBlock for each range';
  const meant = cidrMeant(value);
  if (meant !== undefined) return `write ${meant}`;
  if (typeof value === 'string' && /^(\*|all|any)$/i.test(value))
    return 'write 0.0.0.0/0, and ::/0 as an ipBlock of its own';
  return 'write an address, a slash and a prefix length, such as 10.0.0.0/8';
}

/** The CIDR in canonical form that a value can only mean: for an address the range that is this one address. */
export function cidrMeant(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const suffix = text.includes(':') ? '/128' : '/32';
  const read = parseCidr(text.includes('/') ? text : text + suffix);
  return 'cidr' in read ? canonicalCidr(read.cidr) : undefined;
}

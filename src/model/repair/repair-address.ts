import { bitsOf, formatAddress } from '../address.ts';
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
    if (detail.startsWith('must be IPv')) return ofOtherFamily(problem);
    const isItem = typeof problem.path.at(-1) === 'number';
    if (isItem) return repairCidr(problem);
    const cidr = cidrMeant(value);
    return `write a list of ranges: except: [${cidr ?? '10.1.0.0/16'}]`;
  },
};

/** What is meant beside all addresses of one family is all of the other without the exception. */
function ofOtherFamily({ value, detail }: Problem): string {
  const all = detail.includes(' ::/0:') ? '0.0.0.0/0' : detail.includes(' 0.0.0.0/0:') ? '"::/0"' : undefined;
  return all === undefined
    ? 'delete it, or write it as an except of an ipBlock of its own family'
    : `move it to an ipBlock of its own: {cidr: ${all}, except: [${asYaml(cidrMeant(value) ?? '')}]}`;
}

/** In quotes where YAML would take the colons for something else. */
function asYaml(cidr: string): string {
  return cidr.includes(':') ? `"${cidr}"` : cidr;
}

function repairCidr({ value, detail }: Problem): string {
  if (value === undefined || value === null || value === '')
    return 'write a range such as 10.0.0.0/8, or delete the item';
  if (Array.isArray(value)) return 'write one peer with an ipBlock for each range';
  const meant = cidrMeant(value);
  if (meant !== undefined) return `write ${meant}${detail.includes('1.36') ? likeBefore(value) : ''}`;
  if (typeof value === 'string' && /^(\*|all|any)$/i.test(value))
    return 'write 0.0.0.0/0, and ::/0 as an ipBlock of its own';
  return 'write an address, a slash and a prefix length, such as 10.0.0.0/8';
}

/** What a CIDR that newer API servers refuse has been until then. */
function likeBefore(value: unknown): string {
  const read = parseCidr(String(value));
  if ('error' in read || !read.cidr.oddities.includes('host-bits')) return ', as older API servers read it';
  const { address } = read.cidr;
  const alone = `${formatAddress(address)}/${bitsOf(address.family)}`;
  return `, as older API servers read it, or ${alone} if only this address is meant`;
}

/** The CIDR in canonical form that a value can only mean: for an address the range that is this one address. */
export function cidrMeant(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const suffix = text.includes(':') ? '/128' : '/32';
  const read = parseCidr(text.includes('/') ? text : text + suffix);
  return 'cidr' in read ? canonicalCidr(read.cidr) : undefined;
}

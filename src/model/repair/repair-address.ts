import { bitsOf, formatAddress } from '../address.ts';
import { parseCidr } from '../cidr.ts';
import { valueAt } from '../json.ts';
import type { Problem } from '../problem.ts';
import { shorten } from '../prose.ts';
import { cidrMeant, isAddressRange } from './cidr-meant.ts';
import type { Repairs } from './repairs.ts';

/** Repairs of an ipBlock. */
export const addressRepairs: Repairs = {
  ipBlock: ({ value }) => {
    const cidr = cidrMeant(value);
    if (cidr !== undefined) return `write ipBlock: {cidr: ${cidr}}`;
    return Array.isArray(value) ? onePerRange(value) : 'write ipBlock: {cidr: 10.0.0.0/8}';
  },
  cidr: repairCidr,
  except: (problem) => {
    const { value, detail } = problem;
    if (detail.startsWith('must be a smaller part'))
      return 'except only takes away from cidr: write a smaller range inside it, or delete this one';
    if (detail.startsWith('must be IPv')) return ofOtherFamily(problem);
    const isItem = typeof problem.path.at(-1) === 'number';
    if (isItem && severalIn(value) !== undefined) return 'write an item of except for each range';
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

function repairCidr({ value: written, detail }: Problem): string {
  const value = valueAt(written, 'cidr') ?? written;
  if (value === undefined || value === null || value === '')
    return 'write a range such as 10.0.0.0/8, or delete the item';
  const several = severalIn(value);
  if (several !== undefined) return onePerRange(several);
  const meant = cidrMeant(value);
  if (meant !== undefined) return `write ${meant}${detail.includes('1.36') ? likeBefore(value) : ''}`;
  return (
    (typeof value === 'string' ? saidBy(value) : undefined) ??
    'write an address, a slash and a prefix length, such as 10.0.0.0/8'
  );
}

/** What a text says of addresses that is no single range. */
function saidBy(text: string): string | undefined {
  if (/^(\*|all|any)$/i.test(text)) return 'write 0.0.0.0/0, and ::/0 as an ipBlock of its own';
  const without = text.startsWith('!') ? cidrMeant(text.slice(1)) : undefined;
  if (without !== undefined)
    return `write cidr: ${asYaml(without.includes(':') ? '::/0' : '0.0.0.0/0')} and except: [${asYaml(without)}]`;
  const host = hostIn(text);
  if (host !== undefined) return `write the addresses of ${shorten(host)}: NetworkPolicy knows no host names`;
  return isAddressRange(text) ? 'write one peer with an ipBlock for each CIDR of the range' : undefined;
}

/** How several ranges are written, which one ipBlock cannot hold. */
function onePerRange(ranges: readonly unknown[]): string {
  const cidrs = ranges.map((range) => cidrMeant(valueAt(range, 'cidr') ?? range));
  const [first, second] = cidrs;
  return first === undefined || second === undefined || cidrs.length > 2
    ? `write one peer for each range: - ipBlock: {cidr: ${first ?? '10.0.0.0/8'}}`
    : `write two peers: - ipBlock: {cidr: ${asYaml(first)}} and - ipBlock: {cidr: ${asYaml(second)}}`;
}

function severalIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const ranges = typeof value === 'string' && value.includes(',') ? value.split(',', 9) : [];
  return cidrMeant(ranges[0]) === undefined ? undefined : ranges;
}

/** The host in a name such as api.example.com, or in an address of the web. */
function hostIn(text: string): string | undefined {
  const host =
    text
      .trim()
      .replace(/^[a-z]{1,9}:\/\//i, '')
      .split(/[/:]/, 1)[0] ?? '';
  return /^[\w*-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[a-z]{2,63}$/i.test(host) ? host : undefined;
}

/** What a CIDR that newer API servers refuse has been until then. */
function likeBefore(value: unknown): string {
  const read = parseCidr(String(value));
  if ('error' in read || !read.cidr.oddities.includes('host-bits')) return ', as older API servers read it';
  const { address } = read.cidr;
  const alone = `${formatAddress(address)}/${bitsOf(address.family)}`;
  return `, as older API servers read it, or ${alone} if only this address is meant`;
}

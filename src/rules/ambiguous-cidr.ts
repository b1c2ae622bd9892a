import { defineRule, type Draft } from '../lint/rule.ts';
import { bitsOf, formatAddress } from '../model/address.ts';
import { canonicalCidr, type Cidr, type CidrOddity, parseCidr } from '../model/cidr.ts';
import type { IPBlock } from '../model/networkpolicy.ts';
import { type Path, toPointer } from '../model/pointer.ts';
import { eachPeer } from '../model/policy-parts.ts';
import { shorten } from '../model/prose.ts';

/** NP110: addresses in a spelling that the API server takes and others read differently. Where it refuses them, NP101. */
export const ambiguousCidr = defineRule({
  code: 'NP110',
  name: 'ambiguous-cidr',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A CIDR in a spelling that not everybody reads in the same way.',
  needs: ['policy'],
  uses: ['problems'],
  *check({ policy, problems = [], operation }) {
    // API servers from 1.33 on warn about the same in the same answer.
    if (operation !== 'lint') return;
    const refused = new Set(problems.map((problem) => toPointer(problem.path)));
    for (const { peer, path } of eachPeer(policy)) {
      if (peer.kind !== 'ipBlock') continue;
      for (const { text, place } of textsOf(peer, [...path, 'ipBlock'])) {
        if (refused.has(toPointer(place))) continue;
        const read = parseCidr(text);
        if ('cidr' in read) yield* spelling(read.cidr, place);
      }
    }
  },
});

function* textsOf({ cidr, except }: IPBlock, block: Path): Iterable<{ text: string; place: Path }> {
  yield { text: cidr.text, place: [...block, 'cidr'] };
  for (const [index, { text }] of except.entries()) yield { text, place: [...block, 'except', index] };
}

function* spelling(cidr: Cidr, path: Path): Iterable<Draft> {
  const [oddity] = cidr.oddities;
  const canonical = canonicalCidr(cidr);
  if (oddity === undefined && cidr.text === canonical) return;
  yield {
    path,
    ...(oddity === undefined ? { severity: 'info' } : {}),
    message:
      oddity === undefined
        ? `${cidr.text} is ${canonical} in another spelling: where texts are compared, the two differ`
        : `${shorten(cidr.text)} ${explain[oddity]}: it is read as ${canonical}, but not by every network plugin`,
    help: oddity === 'host-bits' ? eitherOf(cidr, canonical) : `write ${canonical}`,
    fix: {
      safe: oddity !== 'host-bits',
      patch: [{ op: 'replace', path: toPointer(path), value: canonical }],
    },
  };
}

const explain: Readonly<Record<CidrOddity, string>> = {
  'leading-zeros': 'has leading zeros, which may mean octal numbers',
  'ipv4-mapped': 'is IPv4 written as IPv6',
  'host-bits': 'has bits beyond its prefix length',
};

function eitherOf({ address }: Cidr, canonical: string): string {
  return `write ${canonical}, or ${formatAddress(address)}/${bitsOf(address.family)} if only this address is meant`;
}

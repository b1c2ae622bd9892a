import { type Cidr, type CidrOddity, isStrictSubset, parseCidr } from '../cidr.ts';
import type { IPBlockObject, PeerObject } from '../networkpolicy-object.ts';
import type { Path } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import { shorten } from '../prose.ts';
import { type Check, type ValidationContext, invalid, problem, problemsOfEach } from './check.ts';

/** A NetworkPolicyPeer: an ipBlock, or selectors, and not nothing. */
export const peer: Check<PeerObject | null> = (entry) => {
  const { podSelector, namespaceSelector, ipBlock } = entry ?? {};
  const selectors = [podSelector, namespaceSelector].filter((selector) => isWritten(selector));
  if (!isWritten(ipBlock)) {
    if (selectors.length > 0) return [];
    return [withoutPeer(entry)];
  }
  if (selectors.length === 0) return [];
  return [problem([], 'FieldValueForbidden', entry, 'must not have both an ipBlock and a selector')];
};

function withoutPeer(entry: PeerObject | null): Problem {
  const blank = Object.keys(entry ?? {}).filter((field) => peerFields.has(field));
  return blank.length === 0
    ? problem([], 'FieldValueRequired', entry, 'must have a podSelector, a namespaceSelector or an ipBlock')
    : { ...problem([], 'FieldValueRequired', entry, 'must have a value'), subject: blank.join(' or ') };
}

const peerFields: ReadonlySet<string> = new Set(['podSelector', 'namespaceSelector', 'ipBlock']);

function isWritten(value: object | null | undefined): boolean {
  return value !== null && value !== undefined;
}

/** An IPBlock: its CIDR, and exceptions that are strict subsets of it; several may overlap, or cover all of it. */
export const addressBlock: Check<IPBlockObject | null> = (block, context) => {
  if (block === null) return [];
  const text = block.cidr ?? '';
  if (text === '') return [problem(['cidr'], 'FieldValueRequired', block.cidr, 'must be written')];
  const reading = readCidr(['cidr'], text, context);
  if (reading.cidr === undefined) return reading.problems;
  const { cidr } = reading;
  const ofExcepts = problemsOfEach(block.except ?? [], (except, index) =>
    exceptProblems(['except', index], except ?? '', cidr, context),
  );
  return [...reading.problems, ...ofExcepts];
};

function exceptProblems(
  path: Path,
  text: string,
  cidr: Cidr,
  context: ValidationContext,
): readonly Problem[] {
  const reading = readCidr(path, text, context);
  if (reading.cidr === undefined || isStrictSubset(reading.cidr, cidr)) return reading.problems;
  const whole = `the cidr, ${shorten(cidr.text)}`;
  const detail =
    reading.cidr.family === cidr.family
      ? `must be a smaller part of ${whole}`
      : `must be IPv${cidr.family} like ${whole}: no range has addresses of both families`;
  return [...reading.problems, ...invalid(path, text, [detail])];
}

interface Reading {
  readonly cidr: Cidr | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Strictness spares what an update finds in the old object. What no parser reads is never spared: no API server has
 * stored it.
 */
function readCidr(path: Path, text: string, { strictCidr, knownCidrs }: ValidationContext): Reading {
  const read = parseCidr(text);
  if ('error' in read) return { cidr: undefined, problems: invalid(path, text, [read.error]) };
  const oddity = strictCidr && !knownCidrs.has(text) ? read.cidr.oddities[0] : undefined;
  return {
    cidr: read.cidr,
    problems: oddity === undefined ? [] : invalid(path, text, [oddityDetails[oddity]]),
  };
}

const oddityDetails: Readonly<Record<CidrOddity, string>> = {
  'leading-zeros': 'must not have leading zeros from Kubernetes 1.36 on',
  'ipv4-mapped': 'must not have an IPv4-mapped IPv6 address from Kubernetes 1.36 on',
  'host-bits': 'must not have bits set beyond the prefix length from Kubernetes 1.36 on',
};

import { type Direction, directions } from '../model/networkpolicy.ts';

/**
 * Whether the name of a policy says that it denies in this direction: `default-deny`, `isolate-db`, `block-egress`. One
 * that speaks of allowing as well, or of the other direction alone, does not say so.
 */
export function isNamedDenial(name: string, direction: Direction): boolean {
  const words = name.toLowerCase().split(/[^a-z]+/);
  if (!words.some((word) => denial.test(word)) || words.some((word) => permission.test(word))) return false;
  const named = directions.filter((each) => words.some((word) => wordsFor[each].test(word)));
  return named.length === 0 || named.includes(direction);
}

const denial =
  /^(den(y|yall|ies|ied)|block(s|ed|all)?|forbid|reject|isolat(es?|ed|ion)|lockdown|quarantine|restricts?)$/;

const permission = /^(allow|allows|allowed|accept|permit|open|public|except|but|unless|only)$/;

const wordsFor: Readonly<Record<Direction, RegExp>> = {
  ingress: /^(ingress|inbound|incoming)$/,
  egress: /^(egress|outbound|outgoing)$/,
};

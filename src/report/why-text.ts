import type { SideAccount } from '../connectivity/account.ts';
import { admittingParts, rulePart } from '../connectivity/rule-words.ts';
import { describePortTerms, partsOfEnds } from '../connectivity/words.ts';
import type { Walkthrough, WhyAnswer } from '../connectivity/why.ts';
import { oneLine } from '../model/prose.ts';
import { qualifiedName } from '../model/identity.ts';
import type { Direction, NetworkPolicy } from '../model/networkpolicy.ts';
import type { Answer } from '../semantics/answer.ts';
import type { Location } from '../source/location.ts';
import type { Paint, Style } from './paint.ts';
import { positionOf } from './place.ts';

/** Where a part of a policy stands; undefined for one that is in no text. */
export type Locate = (policy: NetworkPolicy, pointer: string) => Location | undefined;

const words: Readonly<Record<Answer, readonly [string, Style]>> = {
  yes: ['allowed', 'good'],
  no: ['denied', 'error'],
  unknown: ['cannot tell', 'warning'],
};

/** The answer for people: each way in which connections are judged, and both ends of it in detail. */
export function whyText({ walkthroughs }: WhyAnswer, locate: Locate, paint: Paint): string {
  if (walkthroughs.length === 0) return 'there is no such connection: no destination has that port\n';
  return `${walkthroughs.map((each) => block(each, locate, paint)).join('\n\n')}\n`;
}

/** A place behind a longer text stands close to it. */
const widest = 80;

function block(walkthrough: Walkthrough, locate: Locate, paint: Paint): string {
  const { answer, from, to, ports, line, egress, ingress } = walkthrough;
  const [word, style] = words[answer];
  const ends = [from, to].map((each) => oneLine(partsOfEnds(each).join(', ')));
  const rows = [...sideRows(egress, 'egress', locate), ...sideRows(ingress, 'ingress', locate)];
  const width = Math.min(widest, Math.max(...rows.map(([text]) => text.length)));
  return [
    `${ends.join(' → ')} on ${describePortTerms(ports, [])}: ${paint(style, word)}`,
    paint('strong', oneLine(line)),
    ...rows.map(([text, place]) =>
      place === '' ? `  ${text}` : `  ${text.padEnd(width)}  ${paint('faint', place)}`,
    ),
  ].join('\n');
}

type Line = readonly [text: string, place: string];

function sideRows(side: SideAccount, direction: Direction, locate: Locate): readonly Line[] {
  const title = direction.padEnd(9);
  const blank = ' '.repeat(title.length);
  const at = (policy: NetworkPolicy, pointer: string): string => {
    const location = locate(policy, pointer);
    return location === undefined ? '' : positionOf(location);
  };
  const lines: Line[] = [];
  if (side.kind === 'denied') {
    for (const policy of side.isolatedBy) {
      const own = side.rules.filter((rule) => rule.policy === policy);
      const isolates = `${nameOf(policy)} isolates${own.length === 0 ? `, without any ${direction} rule` : ''}`;
      lines.push([isolates, at(policy, '/spec/podSelector')]);
      for (const rule of own) {
        const { text, pointer } = rulePart(rule, direction);
        lines.push([`  ${oneLine(text)}`, at(policy, pointer)]);
      }
    }
  }
  for (const rule of side.kind === 'denied' ? [] : side.rules) {
    const { text, pointer } = rulePart(rule, direction);
    lines.push([`${nameOf(rule.policy)} ${text}`, at(rule.policy, pointer)]);
    for (const part of admittingParts(rule, direction))
      lines.push([`  ${oneLine(part.text)}`, at(rule.policy, part.pointer)]);
  }
  lines.push(...side.reasons.map((reason): Line => [`cannot tell: ${oneLine(reason)}`, '']));
  return lines.map(([text, place], index) => [`${index === 0 ? title : blank}${text}`, place]);
}

function nameOf(policy: NetworkPolicy): string {
  return oneLine(qualifiedName(policy));
}

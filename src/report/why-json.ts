import type { SideAccount } from '../connectivity/account.ts';
import { portRangesOf } from '../connectivity/port-ranges.ts';
import type { RuleAccount } from '../connectivity/rule-account.ts';
import type { Walkthrough, WhyAnswer } from '../connectivity/why.ts';
import { type Direction, type NetworkPolicy, peersField } from '../model/networkpolicy.ts';
import type { Answer } from '../semantics/answer.ts';
import type { Location } from '../source/location.ts';
import { endsJson } from './ends-json.ts';
import type { Locate } from './why-text.ts';

const answers: Readonly<Record<Answer, string>> = { yes: 'allowed', no: 'denied', unknown: 'cannotTell' };

/** A part of the texts that does not count as a fact, and why. */
export interface LeftOutPart {
  readonly location: Location;
  readonly reason: string;
}

/** The answer as JSON, version 1. */
export function whyJson(
  { answer, walkthroughs }: WhyAnswer,
  locate: Locate,
  leftOut: readonly LeftOutPart[],
): object {
  return {
    version: 1,
    answer: answers[answer],
    walkthroughs: walkthroughs.map((each) => walkthroughJson(each, locate)),
    leftOut: leftOut.map(({ location, reason }) => ({ location, reason })),
  };
}

function walkthroughJson(walkthrough: Walkthrough, locate: Locate): object {
  const { answer, from, to, ports, line, egress, ingress } = walkthrough;
  return {
    answer: answers[answer],
    from: endsJson(from),
    to: endsJson(to),
    ports: portRangesOf(ports),
    walkthrough: line,
    egress: sideJson(egress, 'egress', locate),
    ingress: sideJson(ingress, 'ingress', locate),
  };
}

function sideJson(side: SideAccount, direction: Direction, locate: Locate): object {
  const { kind, answer, isolatedBy, rules, reasons } = side;
  return {
    answer: answers[answer],
    because: kind,
    isolatedBy: isolatedBy.map((policy) => part(policy, '/spec/podSelector', locate)),
    rules: rules.map((rule) => ruleJson(rule, direction, locate)),
    reasons,
  };
}

function ruleJson(
  { policy, rule, outcome, peers, ports }: RuleAccount,
  direction: Direction,
  locate: Locate,
): object {
  const pointer = `/spec/${direction}/${rule}`;
  return {
    ...part(policy, pointer, locate),
    outcome,
    peers: peers.map((index) => place(policy, `${pointer}/${peersField(direction)}/${index}`, locate)),
    ports: ports.map((index) => place(policy, `${pointer}/ports/${index}`, locate)),
  };
}

function part(policy: NetworkPolicy, pointer: string, locate: Locate): object {
  return { namespace: policy.namespace, name: policy.name, ...place(policy, pointer, locate) };
}

function place(policy: NetworkPolicy, pointer: string, locate: Locate): object {
  const location = locate(policy, pointer);
  return { path: pointer, ...(location === undefined ? {} : { location }) };
}

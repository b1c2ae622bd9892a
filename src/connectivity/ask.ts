import type { Inventory } from '../model/inventory.ts';
import { enumerate } from '../model/prose.ts';
import { portNamesOf } from '../semantics/ports/port-terms.ts';
import { findEnd, type Problem } from './end-phrase.ts';
import { anything, readPort } from './traffic-phrase.ts';
import { why, type WhyAnswer } from './why.ts';

/** A question as it is typed. */
export interface Phrases {
  readonly from: string;
  readonly to: string;
  /** `5432/tcp`, `53/udp`, `http`; every port when undefined. */
  readonly port: string | undefined;
}

/** Answers a question, or says in one sentence what of it makes no sense in this cluster. */
export function ask({ from, to, port }: Phrases, inventory: Inventory): WhyAnswer | Problem {
  const source = findEnd(from, inventory);
  if ('problem' in source) return source;
  const destination = findEnd(to, inventory);
  if ('problem' in destination) return destination;
  if (source.pods.length === 0 && destination.pods.length === 0)
    return { problem: 'policies have no say between two addresses outside; one end must be a pod' };
  const carried = port === undefined ? anything : readPort(port);
  if ('problem' in carried) return carried;
  if (carried.kind === 'named') {
    const names = new Set(destination.pods.flatMap((pod) => [...portNamesOf(pod).keys()]));
    if (!names.has(carried.name)) return noSuchPort(to, carried.name, [...names]);
  }
  return why({ from: source, to: destination, carried }, inventory);
}

function noSuchPort(to: string, asked: string, names: readonly string[]): Problem {
  const [missing, ...known] = [asked, ...names].map((each) => each.replace('/', ' '));
  const instead =
    known.length === 0 ? 'none of its ports has a name' : `it has ${enumerate(known, mostNames)}`;
  return { problem: `${to} has no container port ${missing}; ${instead}` };
}

/** Of the names that there are. */
const mostNames = 5;

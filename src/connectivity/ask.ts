import type { Inventory } from '../model/inventory.ts';
import { portNamesOf } from '../semantics/port-terms.ts';
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
  if (carried.kind === 'named' && !destination.pods.some((pod) => portNamesOf(pod).has(carried.name))) {
    const [protocol, name] = carried.name.split('/');
    return { problem: `${to} has no ${protocol} container port called ${name}` };
  }
  return why({ from: source, to: destination, carried }, inventory);
}

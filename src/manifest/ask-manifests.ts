import { ask } from '../connectivity/ask.ts';
import type { Problem } from '../connectivity/end-phrase.ts';
import type { WhyAnswer } from '../connectivity/why.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Protocol } from '../model/networkpolicy.ts';
import { type Facts, readFacts } from './facts.ts';

/** A question about one connection, as a request asks it. */
export interface AskRequest {
  readonly from: string;
  readonly to: string;
  /** A number or the name of a container port, or as `53/udp`, which goes before `protocol`; every port when absent. */
  readonly port?: number | string;
  readonly protocol: Protocol;
  /** YAML or JSON: facts of the request. */
  readonly text?: string;
  /** The namespace of objects that name none. */
  readonly namespace: string;
  /** Whether the text is read on top of the server's cluster, or all by itself. */
  readonly context: 'cluster' | 'request';
}

/** An answer and the facts that it rests on. */
export interface Answered {
  readonly answer: WhyAnswer;
  readonly facts: Facts;
}

/** Answers the question in the cluster, in what the text describes, or in both. */
export function askManifests(request: AskRequest, cluster: Inventory): Answered | Problem {
  const { from, to, port, protocol, text, namespace, context } = request;
  const facts = readFacts({
    texts: text === undefined ? [] : [{ text, chosen: 'named' }],
    ...(context === 'cluster' ? { base: cluster } : {}),
    defaultNamespace: namespace,
  });
  const answer = ask({ from, to, port: carriedBy(port, protocol) }, facts.inventory);
  return 'problem' in answer ? answer : { answer, facts };
}

function carriedBy(port: AskRequest['port'], protocol: Protocol): string | undefined {
  if (port === undefined) return undefined;
  const phrase = String(port);
  return phrase.includes('/') ? phrase : `${phrase}/${protocol}`;
}

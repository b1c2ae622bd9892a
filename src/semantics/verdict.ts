import type { Family } from '../model/address.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Direction } from '../model/networkpolicy.ts';
import { hasFinished, type Pod } from '../model/pod.ts';
import { type Profile, upstream } from './admitting.ts';
import { allowancesOf, type Allowance } from './allowance.ts';
import { allOf, answerOf, type Answer } from './answer.ts';
import { describeEndpoint, familiesOf, type Connection, type Endpoint } from './connection.ts';
import { isolating } from './isolation.ts';
import type { KnownNamespaces } from './selecting.ts';
import { acrossFamilies, type SideExplanation } from './side.ts';

/** The facts that a verdict rests on. */
export type VerdictFacts = Pick<Inventory, 'policies'> & { readonly namespaces: KnownNamespaces };

/** Whether a connection is allowed, and what each end has to say about it: both must allow it. */
export interface Verdict {
  readonly answer: Answer;
  /** The source's end. */
  readonly egress: SideExplanation;
  /** The destination's end. */
  readonly ingress: SideExplanation;
}

/**
 * Judges one connection by the union of all policies at both ends. Where both ends have addresses of both IP versions
 * and the answers differ, it is `unknown`; a connection that names its family has one answer.
 */
export function verdict(connection: Connection, facts: VerdictFacts, profile: Profile = upstream): Verdict {
  const each = familiesOf(connection).map((family) => judge({ connection, family, facts, profile }));
  const answers = new Set(each.map(({ answer }) => answer));
  const [only = 'unknown'] = answers;
  return {
    answer: answers.size === 1 ? only : 'unknown',
    egress: acrossFamilies(each.map(({ egress }) => egress)),
    ingress: acrossFamilies(each.map(({ ingress }) => ingress)),
  };
}

interface Question {
  readonly connection: Connection;
  readonly family: Family | undefined;
  readonly facts: VerdictFacts;
  readonly profile: Profile;
}

function judge(question: Question): Verdict {
  const exempt = exemption(question.connection);
  if (exempt !== undefined) return { answer: exempt.answer, egress: exempt, ingress: exempt };
  const egress = judgeSide('egress', question);
  const ingress = judgeSide('ingress', question);
  return { answer: allOf([egress.answer, ingress.answer]), egress, ingress };
}

/** What holds for the connection as a whole, before any policy is asked. */
function exemption({ source, destination }: Connection): SideExplanation | undefined {
  if (isFinished(source) || isFinished(destination)) return { kind: 'finished', answer: 'no' };
  return isSelf(source, destination) ? { kind: 'self', answer: 'yes' } : undefined;
}

function isFinished(endpoint: Endpoint): boolean {
  return endpoint.kind === 'pod' && hasFinished(endpoint.pod);
}

/** Pods of one workload are not one another's self, so a template never meets itself. */
function isSelf(source: Endpoint, destination: Endpoint): boolean {
  if (source.kind === 'address' || destination.kind === 'address') return false;
  const [one, other] = [source.pod, destination.pod];
  const sameName = one.namespace === other.namespace && one.name === other.name;
  return sameName && one.origin === 'Pod' && other.origin === 'Pod';
}

function judgeSide(direction: Direction, question: Question): SideExplanation {
  const { source, destination } = question.connection;
  const [subject, other] = direction === 'egress' ? [source, destination] : [destination, source];
  if (subject.kind === 'address') return { kind: 'notSubject', answer: 'yes', because: 'address' };
  if (subject.pod.hostNetwork) return { kind: 'notSubject', answer: 'yes', because: 'hostNetwork' };
  const onOwnNode = isOwnNode(subject.pod, other);
  if (onOwnNode === 'yes') return { kind: 'ownNode', answer: 'yes' };
  const explanation = judgeByPolicies(subject.pod, other, direction, question);
  if (explanation.answer !== 'no' || onOwnNode === 'no') return explanation;
  return cannotTell([`${describeEndpoint(other)} may be on the node of ${describeEndpoint(subject)}`]);
}

/** Whether the other end is the pod's own node; host-network pods have its addresses and pass for it. */
function isOwnNode(pod: Pod, other: Endpoint): Answer {
  if (!isNode(other)) return 'no';
  const node = other.kind === 'address' ? other.node : other.pod.node;
  return node === undefined || pod.node === undefined ? 'unknown' : answerOf(node === pod.node);
}

function isNode(endpoint: Endpoint): boolean {
  return endpoint.kind === 'address' ? endpoint.node !== undefined : endpoint.pod.hostNetwork;
}

function judgeByPolicies(
  pod: Pod,
  other: Endpoint,
  direction: Direction,
  { connection, family, facts, profile }: Question,
): SideExplanation {
  const isolatedBy = isolating(pod, direction, facts);
  const allowedBy: Allowance[] = [];
  const reasons = new Set<string>();
  const context = { other, family, namespaces: facts.namespaces, profile };
  for (const policy of isolatedBy) {
    for (const found of allowancesOf(policy, direction, connection, context)) {
      if (found.answer === 'yes') allowedBy.push(found.allowance);
      else reasons.add(found.reason);
    }
  }
  if (allowedBy.length > 0) return { kind: 'allowed', answer: 'yes', isolatedBy, allowedBy };
  const extent = facts.policies.extent(pod.namespace);
  if (extent.state === 'unknown') reasons.add(extent.reason);
  if (reasons.size > 0) return cannotTell([...reasons]);
  return isolatedBy.length === 0
    ? { kind: 'notIsolated', answer: 'yes' }
    : { kind: 'denied', answer: 'no', isolatedBy };
}

function cannotTell(reasons: readonly string[]): SideExplanation {
  return { kind: 'cannotTell', answer: 'unknown', reasons };
}

import { cannotTell, defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachPeer } from '../model/policy-parts.ts';
import type { Requirement, Selector } from '../model/selector.ts';
import { namespacesWith } from '../semantics/matching.ts';

type Pods = Facts<never, 'pods'>['pods'];

/**
 * NP203: labels are no proof. As a source only: traffic goes where a Service or an address leads, and a pod does not draw
 * it by a label.
 */
export const spoofablePeer = defineRule({
  code: 'NP203',
  name: 'spoofable-peer',
  severity: 'warning',
  confidence: 'possible',
  summary: 'A source that is known by the labels of its pods alone, in any namespace.',
  needs: ['comparable', 'intact'],
  uses: ['pods'],
  *check({ comparable: policy, pods }) {
    const places = spoofablePlaces(policy);
    for (const place of places.slice(0, mostSearches)) yield draft(place, policy, pods);
    if (places.length > mostSearches) {
      yield cannotTell(`only ${mostSearches} peers of any namespace were looked for among the pods`);
    }
  },
});

/** Each goes through every pod of the cluster. */
const mostSearches = 50;

interface Place {
  readonly selector: Selector;
  readonly path: Path;
}

function spoofablePlaces(policy: NetworkPolicy): readonly Place[] {
  if (!policy.isolates.includes('ingress')) return [];
  const found: Place[] = [];
  for (const { direction, peer, path } of eachPeer(policy)) {
    if (direction === 'egress' || peer.kind !== 'pods' || peer.namespaceSelector?.isEmpty !== true) continue;
    if (peer.podSelector?.requirements.some(identifies) !== true) continue;
    found.push({ selector: peer.podSelector, path: [...path, 'namespaceSelector'] });
  }
  return found;
}

/** A label such as `access: allowed` is there to be put on by whoever wants in; `app: proxy` tells pods apart. */
function identifies(requirement: Requirement): boolean {
  if (requirement.operator !== 'In' || /allow|access|client|permit/.test(requirement.key)) return false;
  return requirement.values.some((value) => !/^(|true|yes|enabled?|allow(ed)?|permit(ted)?)$/.test(value));
}

function draft({ selector, path }: Place, { namespace }: NetworkPolicy, pods: Pods): Draft {
  const [home, ...others] = pods === undefined ? [] : namespacesWith(selector, pods);
  const isKnown = home !== undefined && others.length === 0;
  const isComplete = pods?.extent().state === 'complete';
  const known = isKnown && isComplete ? `; only ${home} has such pods` : '';
  return {
    path,
    confidence: isKnown && isComplete ? 'likely' : 'possible',
    message: `whoever puts ${selector} on a pod, in any namespace, is let in${known}`,
    help: isKnown ? adviceFor(home, namespace) : `name their namespace by ${namespaceNameLabel}`,
  };
}

function adviceFor(home: string, namespace: string): string {
  return home === namespace
    ? 'delete namespaceSelector: without it, only pods of the policy’s own namespace are meant'
    : `write namespaceSelector: {matchLabels: {${namespaceNameLabel}: ${home}}}`;
}

import { defineRule, type Draft, type Facts } from '../lint/rule.ts';
import { conjugate, enumerate } from '../model/prose.ts';
import { valueAt } from '../model/json.ts';
import { peersField, type PolicyRule, rulesOf } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule } from '../model/policy-parts.ts';
import { emptyListIn } from '../model/typed-parts.ts';
import { isForApiServer } from '../semantics/api-server/webhook-ports.ts';
import { dataStoresOf } from '../semantics/ports/data-stores.ts';
import { matching } from '../semantics/matching.ts';
import { countPods, nameOfPod } from '../semantics/population.ts';
import { isOpenByName } from '../semantics/name-promise.ts';
import { meansEveryPod } from '../semantics/peers/opening.ts';
import { isSubsetOfPorts, noPorts, portsOf } from '../semantics/sets/port-set.ts';
import { portTermsOf } from '../semantics/ports/port-terms.ts';
import { saysWebhook } from '../semantics/ports/usual-ports.ts';
import { describePort } from '../semantics/remainder.ts';
import { type World, worldsOf } from '../semantics/addresses/world.ts';

type Known = Facts<'comparable', 'raw' | 'callbacks' | 'services' | 'pods'>;

/**
 * NP305: blocks of every address, and ingress rules that name ports but nobody. Rules with neither are NP204's, and those of
 * which the list of peers is written and empty NP205's.
 */
export const openToWorld = defineRule({
  code: 'NP305',
  name: 'open-to-world',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A rule that admits every address, by its ipBlocks or because it names ports and no peers.',
  needs: ['comparable', 'intact'],
  uses: ['raw', 'callbacks', 'services', 'pods'],
  *check(facts) {
    const { comparable: policy, raw } = facts;
    for (const { direction, rule, path } of eachRule(policy)) {
      if (!policy.isolates.includes(direction)) continue;
      const isLeftOut = emptyListIn(valueAt(raw?.value, ...path), direction) === undefined;
      if (direction === 'ingress' && isLeftOut && namesNobody(rule, path, facts)) {
        yield fromEveryone(rule, path);
      }
      const worlds = worldsOf(rule.peers);
      if (worlds.length === 0) continue;
      const place = placeOf(worlds, [...path, peersField(direction)]);
      if (direction === 'ingress') yield fromWorld(rule, worlds, place, facts);
      else if (hasNumbers(rule) && !rule.peers.some(meansEveryPod)) yield toWorld(rule, worlds, place);
    }
  },
});

/**
 * Beside a rule with peers and no ports the two were written as two items, and NP113 says so. The API server is let in
 * by no other rule.
 */
function namesNobody(rule: PolicyRule, path: Path, facts: Known): boolean {
  const { comparable: policy } = facts;
  if (rule.peers.length > 0 || rule.ports.length === 0 || isForApiServer(rule, policy, facts)) return false;
  const index = Number(path.at(-1));
  const rules = rulesOf(policy, 'ingress');
  return [rules[index - 1], rules[index + 1]].every(
    (other) => other === undefined || other.peers.length === 0 || other.ports.length > 0,
  );
}

/** A port name means nothing towards an address. */
function hasNumbers({ ports }: PolicyRule): boolean {
  return portTermsOf(ports).numbers !== noPorts;
}

/** Who names every pod as well means the cluster too. */
function placeOf(worlds: readonly World[], list: Path): Path {
  const alone = worlds.find(({ blocks }) => blocks.length === 1);
  const [block] = alone?.blocks ?? [];
  return block === undefined ? list : [...list, block.index, 'ipBlock', 'cidr'];
}

function fromEveryone({ ports }: PolicyRule, path: Path): Draft {
  const stores = dataStoresOf(ports);
  if (stores.length > 0) {
    return {
      path,
      message: `lets in everyone on ${describe(ports)}, where ${enumerate(stores)} ${conjugate('listens', stores.length)}: the rule has no from`,
      help: 'add from with those who need the data',
    };
  }
  return {
    path,
    severity: 'info',
    message: `lets in everyone on ${describe(ports)}, inside and outside the cluster: the rule has no from`,
    help: 'add from with those who need the port, unless it is open to everyone on purpose',
  };
}

function fromWorld({ ports }: PolicyRule, worlds: readonly World[], path: Path, facts: Known): Draft {
  const { blocks, number, addresses } = describeWorlds(worlds);
  const lets = `${blocks} ${conjugate('lets', number)} in ${addresses}`;
  if (isEveryTcpPort(ports)) {
    const message = `${lets} on every port${ports.length === 0 ? '' : ' of TCP'}${ofWhom(facts)}`;
    // The API server has no other peer than addresses, and people rarely know which.
    if (saysWebhook.test(facts.comparable.name)) {
      return { path, severity: 'info', message, help: 'name the port that the webhook listens on' };
    }
    return {
      path,
      ...(isOpenByName(facts.comparable, 'ingress') ? { severity: 'info' as const } : {}),
      message,
      help: 'name the ports that are public, or the addresses or pods that may come in',
    };
  }
  const stores = dataStoresOf(ports);
  if (stores.length > 0) {
    return {
      path,
      message: `${lets} on ${describe(ports)}, where ${enumerate(stores)} ${conjugate('listens', stores.length)}`,
      help: 'write the addresses or pods that need the data',
    };
  }
  return {
    path,
    severity: 'info',
    message: `${lets} on ${describe(ports)}`,
    help: 'write the addresses or pods that may come in, unless the port is public',
  };
}

/** The workloads that are open, where few are known: ` of Deployment web and StatefulSet db`. */
function ofWhom({ comparable: { namespace, podSelector }, pods }: Known): string {
  const open = pods === undefined ? [] : matching(podSelector, pods.in(namespace));
  if (open.length === 0) return '';
  return ` of ${open.length > mostNamed ? countPods(open) : enumerate(open.map(nameOfPod))}`;
}

const mostNamed = 3;

function toWorld({ ports }: PolicyRule, worlds: readonly World[], path: Path): Draft {
  const { blocks, number, addresses } = describeWorlds(worlds);
  return {
    path,
    severity: 'info',
    message: `${blocks} ${conjugate('is', number)} ${addresses} on ${describe(ports)}: with most plugins pods and nodes of the cluster too`,
    help: 'except the ranges of pods, Services and nodes if only what is outside is meant',
  };
}

function describeWorlds(worlds: readonly World[]): Record<'blocks' | 'addresses', string> & {
  readonly number: number;
} {
  const texts = worlds.flatMap(({ blocks }) => blocks.map(({ block }) => block.cidr.text));
  const family = worlds.length === 1 ? ` IPv${worlds[0]?.family}` : '';
  return { blocks: enumerate(texts), number: texts.length, addresses: `every${family} address` };
}

function isEveryTcpPort(ports: PolicyRule['ports']): boolean {
  return isSubsetOfPorts(portsOf('TCP'), portTermsOf(ports).numbers);
}

function describe(ports: PolicyRule['ports']): string {
  return ports.length === 0 ? 'every port' : enumerate([...new Set(ports.map(describePort))]);
}

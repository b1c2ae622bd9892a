import { defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { isEmptyList, isJsonObject, listAt, valueAt } from '../model/json.ts';
import { isLostAt } from '../model/lost.ts';
import { type Direction, type NetworkPolicy, peersField, rulesOf } from '../model/networkpolicy.ts';
import { eachTypedRule, emptyListIn, type TypedPart } from '../model/typed-parts.ts';
import { isClosedByName } from '../semantics/name-promise.ts';
import { dataStoresOf } from '../semantics/ports/data-stores.ts';
import { describePort } from '../semantics/remainder.ts';

/** NP205: a list in a rule that is written and empty, which means all and not none (NetworkPolicyIngressRule.from). */
export const emptyPeerList = defineRule({
  code: 'NP205',
  name: 'empty-peer-list',
  severity: 'warning',
  confidence: 'certain',
  summary: 'A list of peers or ports, or a whole rule, that is written but empty: it means all, not none.',
  needs: ['raw'],
  uses: ['policy'],
  *check({ raw, policy }) {
    for (const part of eachTypedRule(raw.value)) {
      if (policy?.isolates.includes(part.direction) === false) continue;
      const draft = part.value === null ? emptyRule(part) : emptyList(part, policy);
      // What is meant to stand in it stands elsewhere, and NP103 says where it belongs.
      if (draft !== undefined && !isLostAt(raw.value, draft.path)) yield draft;
    }
  },
});

function emptyRule({ direction, path }: TypedPart): Draft {
  return {
    path,
    message: `${direction}[${path.at(-1)}] has no value: ${openToAll[direction]} on every port`,
    help: 'write the rule, delete the dash if no one is meant, or write {} behind it if everyone is',
  };
}

/** About the first empty list of a rule; that of the peers decides more, so it comes first. */
function emptyList(part: TypedPart, policy: NetworkPolicy | undefined): Draft | undefined {
  const { direction, value: rule, path } = part;
  // Of a field that does not belong here NP102 and NP103 say what the rule is without it.
  const field = emptyListIn(rule, direction);
  if (field === undefined || !isJsonObject(rule)) return undefined;
  return {
    path: [...path, field],
    // Everyone on a few ports is often written so, and meant.
    ...(looksLikeSlip(part, policy) ? {} : { severity: 'info' }),
    message: `${field} ${rule[field] === null ? 'has no value' : 'is an empty list'}: ${meaningOf(part, policy)}`,
    help:
      field === 'ports'
        ? 'list the ports that are meant, or delete the line if every port is'
        : 'list the peers that are meant, delete the rule if no one is, or delete the line if everyone is',
  };
}

function looksLikeSlip(part: TypedPart, policy: NetworkPolicy | undefined): boolean {
  const { direction, value: rule } = part;
  const lists = [peersField(direction), 'ports'].map((field) => valueAt(rule, field));
  const isClosed = policy !== undefined && isClosedByName(policy, direction);
  if (lists.every((list) => listAt(list).length === 0)) return isClosed || lists.includes(null);
  const from = direction === 'ingress' ? lists[0] : undefined;
  return from === null || (isEmptyList(from) && opensData(part, policy));
}

/** Whether the rule names the port of a database or cache. */
function opensData({ direction, path }: TypedPart, policy: NetworkPolicy | undefined): boolean {
  const rule = policy === undefined ? undefined : rulesOf(policy, direction)[Number(path.at(-1))];
  return dataStoresOf(rule?.ports ?? []).length > 0;
}

function meaningOf({ direction, value: rule, path }: TypedPart, policy: NetworkPolicy | undefined): string {
  if (listAt(rule, peersField(direction)).length > 0) return `its peers ${reach[direction]} on every port`;
  if (listAt(rule, 'ports').length === 0) return `${openToAll[direction]} on every port`;
  const read = policy === undefined ? undefined : rulesOf(policy, direction)[Number(path.at(-1))];
  return `${openToAll[direction]} on ${read === undefined ? 'its ports' : enumerate(read.ports.map(describePort))}`;
}

const reach: Readonly<Record<Direction, string>> = { ingress: 'are admitted', egress: 'can be reached' };

const openToAll: Readonly<Record<Direction, string>> = {
  ingress: 'everyone is admitted, inside the cluster and outside,',
  egress: 'every destination is open, inside the cluster and outside,',
};

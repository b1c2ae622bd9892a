import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import type { Raw } from '../lint/target.ts';
import { toPointer } from '../model/pointer.ts';
import { enumerate, quote } from '../model/prose.ts';
import { describeRunTogether, whereRunTogether } from '../model/run-together.ts';

type DuplicateKey = NonNullable<Raw['duplicateKeys']>[number];

/** NP104: a mapping key written twice; every YAML reader of Kubernetes keeps the last without a word. */
export const duplicateKey = defineRule({
  code: 'NP104',
  name: 'duplicate-key',
  severity: 'error',
  confidence: 'certain',
  admission: 'deny',
  summary: 'The same key stands twice in one mapping, and all but the last are lost.',
  needs: ['raw'],
  *check({ raw }) {
    if (raw.duplicateKeys === undefined) {
      yield cannotTell('the text as typed was not seen, only what kubectl made of it');
      return;
    }
    const fused = whereRunTogether(raw.duplicateKeys);
    if (fused !== undefined) yield runTogether(fused);
    const told = raw.duplicateKeys.filter(({ path }) => fused === undefined || path.length > 1);
    for (const group of byItem(told)) {
      const names = enumerate(
        group.map(({ path }) => String(path.at(-1))),
        4,
      );
      const [{ path, count }, ...others] = group;
      const keys = others.length > 0 ? `keys ${names} stand` : `key ${names} stands`;
      yield {
        path,
        message: `${keys} ${count} times in one mapping: the last wins, what stands before is lost`,
        help: adviceFor(group[0]),
      };
    }
  },
});

type Group = readonly [DuplicateKey, ...DuplicateKey[]];

/** The keys of one list item together: for all of them it lacks one dash. */
function byItem(keys: readonly DuplicateKey[]): readonly Group[] {
  const groups = new Map<string, [DuplicateKey, ...DuplicateKey[]]>();
  for (const key of keys) {
    const isInItem = typeof key.path.at(-2) === 'number';
    const place = `${key.count} ${toPointer(isInItem ? key.path.slice(0, -1) : key.path)}`;
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [key]);
    else group.push(key);
  }
  return [...groups.values()];
}

/** What an item of these lists is; a rule with two lists of peers is more often meant as one. */
const items: ReadonlyMap<unknown, string> = new Map([
  ['ports', 'port'],
  ['from', 'peer'],
  ['to', 'peer'],
  ['matchExpressions', 'requirement'],
]);

/** A label can be asked to have one of several values. */
function adviceFor({ path, texts }: DuplicateKey): string {
  const item = typeof path.at(-2) === 'number' ? items.get(path.at(-3)) : undefined;
  if (item !== undefined)
    return `put a dash before the second ${path.at(-1)} to make a ${item} of its own of it, or delete one`;
  if (path.at(-2) === 'ipBlock' && path.at(-1) === 'cidr')
    return 'write one peer for each range, with an ipBlock of its own, or delete one';
  return texts === undefined || path.at(-2) !== 'matchLabels'
    ? 'merge the entries into one, or delete those that are not meant'
    : `delete one, or for either value write matchExpressions: [{key: ${path.at(-1)}, operator: In, values: [${texts.map(quote).join(', ')}]}]`;
}

function runTogether(key: DuplicateKey): Draft {
  return {
    path: key.path,
    message: describeRunTogether(key),
    help: 'put a line --- between the objects, so that each is a document of its own',
  };
}

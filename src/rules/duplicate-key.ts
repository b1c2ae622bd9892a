import { cannotTell, defineRule, type Draft } from '../lint/rule.ts';
import type { Raw } from '../lint/target.ts';
import { quote } from '../model/prose.ts';
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
    for (const key of raw.duplicateKeys) {
      const { path, count } = key;
      if (fused !== undefined && path.length === 1) continue;
      yield {
        path,
        message: `key ${path.at(-1)} stands ${count} times in one mapping: the last wins, what stands before is lost`,
        help: adviceFor(key),
      };
    }
  },
});

/** A label can be asked to have one of several values. */
function adviceFor({ path, texts }: DuplicateKey): string {
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

import { cannotTell, defineRule } from '../lint/rule.ts';

const identifying: ReadonlySet<string | number | undefined> = new Set(['apiVersion', 'kind', 'metadata']);

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
    for (const { path, count } of raw.duplicateKeys) {
      const fused = path.length === 1 && identifying.has(path[0]);
      yield {
        path,
        message: `key ${path.at(-1)} stands ${count} times in one mapping: the last wins, what stands before is lost`,
        help: fused
          ? 'put a line --- between the objects, so that each is a document of its own'
          : 'merge the entries into one, or delete those that are not meant',
      };
    }
  },
});

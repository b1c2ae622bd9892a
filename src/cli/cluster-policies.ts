import { isJsonObject, textAt } from '../model/json.ts';
import type { Text } from '../manifest/text.ts';
import { toYaml } from '../source/write.ts';

/** Policies of a cluster as texts, each called by its namespace and name, without what the server writes into them. */
export function policyTexts(policies: readonly object[]): readonly Text[] {
  return policies.map((policy) => ({
    file: `${textAt(policy, 'metadata', 'namespace')}/${textAt(policy, 'metadata', 'name')}`,
    text: toYaml(asWritten(policy)),
    chosen: 'named',
  }));
}

function asWritten(policy: object): object {
  const { apiVersion, kind, metadata, spec } = policy as Readonly<Record<string, unknown>>;
  const { name, namespace, labels, annotations } = isJsonObject(metadata) ? metadata : {};
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations: written(annotations) }, spec };
}

/** What was once applied is not what is in force. */
function written(annotations: unknown): unknown {
  if (!isJsonObject(annotations)) return undefined;
  const own = Object.entries(annotations).filter(
    ([key]) => key !== 'kubectl.kubernetes.io/last-applied-configuration',
  );
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

import { isJsonObject, valueAt } from '../../model/json.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { valuesAskedFor } from '../../model/selector.ts';

/** Whether a policy says that it is for the API server: by its name, the labels that it selects, or an annotation. */
export function speaksOfApiServer(policy: NetworkPolicy, typed: unknown): boolean {
  const labels = policy.podSelector.requirements.map(({ key }) => key);
  return [policy.name, ...labels, ...annotationsOf(typed)].some(isAboutApiServer);
}

/** Whether a policy is for an operator, by its name or the labels that it selects: nearly all of them use the API. */
export function isForOperator(policy: NetworkPolicy): boolean {
  return namesOf(policy).some((text) => /(?:^|-)operator(?:-|$)/.test(text));
}

/** Whether a policy may be for a client of the API: a controller or an admission webhook, though others are called so. */
export function mayBeForController(policy: NetworkPolicy): boolean {
  return namesOf(policy).some((text) => /(?:^|-)(?:operator|controller|webhook)(?:-|$)/.test(text));
}

function namesOf({ name, podSelector }: NetworkPolicy): readonly string[] {
  return [name, ...podSelector.requirements.flatMap(valuesAskedFor)];
}

function annotationsOf(typed: unknown): readonly string[] {
  const annotations = valueAt(typed, 'metadata', 'annotations');
  if (!isJsonObject(annotations)) return [];
  return Object.entries(annotations).flatMap(([key, value]) =>
    typeof value === 'string' && !key.endsWith('/last-applied-configuration') ? value : [],
  );
}

/** Workloads called api-server are many, so that the bare word must be where connections go. */
function isAboutApiServer(text: string): boolean {
  const words = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ');
  return (
    /\b(kube|k8s|kubernetes) ?api ?(server)?\b(?! gateway)/.test(words) ||
    /\b(to|egress|allow) (the )?apiserver\b|\bto (the )?api server\b|\bapiserver (access|egress)\b/.test(
      words,
    )
  );
}

import type { Effect } from '../lint/effect.ts';
import type { Decision, Judged } from './decide.ts';

/**
 * What the audit log keeps of a decision: rule codes and counts, never prose. The API server stores each key as
 * `<webhook name>/<key>`, so a key has no slash, and at most 63 characters.
 */
export function auditAnnotationsOf(decision: Decision): Readonly<Record<string, string>> {
  switch (decision.kind) {
    case 'exempt':
      return { exempt: decision.exemption };
    case 'other':
      return {};
    case 'judged':
      return judgedAnnotations(decision);
  }
}

function judgedAnnotations({
  modes,
  denied,
  audited,
  suppressed,
  notEvaluated,
  effect,
}: Judged): Record<string, string> {
  const annotations: Record<string, string> = {};
  const add = (key: string, codes: readonly string[]): void => {
    if (codes.length > 0) annotations[key] = tally(codes);
  };
  add('denied', codesOf(denied));
  if (modes.audit === 'off') return annotations;
  add('findings', codesOf(audited));
  add('suppressed', codesOf(suppressed));
  add('not-evaluated', codesOf(notEvaluated));
  const changes = effect === undefined ? '' : changesOf(effect);
  if (changes !== '') annotations['effect'] = changes;
  return annotations;
}

/** `isolated-ingress=2,pairs-losing=6`: pods and ordered pairs of pods; what does not change is left out. */
function changesOf({ newlyIsolated, noLongerIsolated, pairsGaining, pairsLosing }: Effect): string {
  const counts = {
    'isolated-ingress': newlyIsolated.ingress,
    'isolated-egress': newlyIsolated.egress,
    'opened-ingress': noLongerIsolated.ingress,
    'opened-egress': noLongerIsolated.egress,
    'pairs-gaining': pairsGaining,
    'pairs-losing': pairsLosing,
  };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}=${count}`)
    .join(',');
}

function codesOf(entries: readonly { readonly code: string }[]): readonly string[] {
  return entries.map((entry) => entry.code);
}

/** `NP101=2,NP401=1`, in code order. */
function tally(codes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const code of [...codes].sort()) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => `${code}=${count}`).join(',');
}

import { tellsUnjudged } from '../lint/reserved-codes.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import { severities } from '../lint/severity.ts';
import { isMisuse, type Misuse, notAmong } from './arguments.ts';
import { findRule } from './find-rule.ts';

const levels = [...severities, 'off'] as const;

/** Reads `NP502=off` and `redundant-policy=info`: what each rule's findings count for, or that it does not run. */
export function parseRuleSettings(written: readonly string[]): Ruleset['settings'] | Misuse {
  const settings = new Map<string, { readonly severity: (typeof levels)[number] }>();
  for (const text of written) {
    const equals = text.indexOf('=');
    if (equals === -1) return { misuse: `--rule ${text} sets nothing; write ${text}=off or another level` };
    const rule = findRule(text.slice(0, equals));
    if (isMisuse(rule)) return rule;
    const level = text.slice(equals + 1);
    const severity = levels.find((known) => known === level);
    if (severity === undefined) return { misuse: notAmong(`--rule ${text}`, level, levels) };
    if (severity === 'off' && tellsUnjudged.has(rule.code))
      return { misuse: `${rule.code} ${rule.name} cannot be off: it tells what was not judged` };
    settings.set(rule.code, { severity });
  }
  return settings;
}

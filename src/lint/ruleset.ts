import type { Rule } from './rule.ts';
import type { Severity } from './severity.ts';

/** What the configuration says about one rule. */
export interface RuleSetting {
  /** Replaces the severity of every finding of the rule; `off` keeps the rule from running. */
  readonly severity?: Severity | 'off';
  /** Adds the rule to those that can deny at admission, or takes it out. */
  readonly deny?: boolean;
}

/** The rules of a run and what the configuration says about them. */
export interface Ruleset {
  /** In code order. */
  readonly rules: readonly Rule[];
  /** Keyed by code. */
  readonly settings: ReadonlyMap<string, RuleSetting>;
}

/** Whether a finding of this rule may refuse a request in namespaces that enforce what is certain. */
export function denies(ruleset: Ruleset, code: string): boolean {
  const rule = ruleset.rules.find((candidate) => candidate.code === code);
  return ruleset.settings.get(code)?.deny ?? rule?.admission === 'deny';
}

/** Where the page of a rule is published. */
export function pageUrl(code: string): string {
  return `https://netpol-lint.dev/rules/${code}`;
}

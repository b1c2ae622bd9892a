import { nearest } from '../model/nearest.ts';
import type { Finding, RuleName } from './finding.ts';
import type { Rule } from './rule.ts';
import type { Severity } from './severity.ts';

/** What the configuration says about one rule. */
export interface RuleSetting {
  /** Replaces the severity of every finding of the rule; `off` keeps the rule from running. */
  readonly severity?: Severity | 'off';
  /** Adds the rule to those that can deny at admission, or takes it out. */
  readonly deny?: boolean;
  /** Whether the authors of policies may suppress its findings. */
  readonly suppressible?: boolean;
}

/** The rules of a run and what the configuration says about them. */
export interface Ruleset {
  /** In code order. */
  readonly rules: readonly Rule[];
  /** Keyed by code. */
  readonly settings: ReadonlyMap<string, RuleSetting>;
  /** Which findings their authors may suppress, where the settings of the rule say nothing; all of them when absent. */
  readonly suppressible?: (finding: Finding) => boolean;
}

/** The rule of this code or name, case aside; or, when there is none, what was most likely meant. */
export function ruleCalled<Named extends RuleName>(
  word: string,
  rules: readonly Named[],
): { readonly rule: Named } | { readonly meant: string | undefined } {
  const wanted = word.toLowerCase();
  const rule = rules.find(({ code, name }) => code.toLowerCase() === wanted || name === wanted);
  if (rule !== undefined) return { rule };
  const names = rules.flatMap(({ code, name }) => [name, code]);
  return { meant: nearest(wanted, names) };
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

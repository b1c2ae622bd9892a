import type { Report } from '../../src/lint/report.ts';
import type { Ruleset } from '../../src/lint/ruleset.ts';
import { lintManifests, type ManifestRun } from '../../src/manifest/lint-manifests.ts';
import type { Text } from '../../src/manifest/text.ts';
import { catalog } from '../../src/rules/index.ts';

/** Texts by the names of their files. */
export type Files = Readonly<Record<string, string>>;

/** Files as they come from a folder, or as they were named. */
export function textsOf(files: Files, chosen: Text['chosen'] = 'found'): readonly Text[] {
  return Object.entries(files).map(([file, text]) => ({ file, text, chosen }));
}

/** Every rule, as it is without a configuration. */
const everyRule: Ruleset = { rules: catalog, settings: new Map() };

/** One rule alone. */
export function onlyRule(code: string): Ruleset {
  return { ...everyRule, rules: catalog.filter((rule) => rule.code === code) };
}

/** Lints texts with every rule, no context and no cluster; `run` says what is otherwise. */
export function lintTexts(texts: readonly Text[], run: Partial<ManifestRun> = {}): Report {
  return lintManifests({
    texts,
    context: [],
    defaultNamespace: 'default',
    strictCidr: true,
    ruleset: everyRule,
    ...run,
  });
}

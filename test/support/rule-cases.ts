import { readFileSync, existsSync } from 'node:fs';
import { lint } from '../../src/lint/lint.ts';
import type { Report, ReportedFinding } from '../../src/lint/report.ts';
import type { Rule } from '../../src/lint/rule.ts';
import { locate } from '../../src/manifest/locate.ts';
import { targetOf } from '../../src/manifest/target.ts';
import { inventoryOf } from '../../src/model/given.ts';
import { isStrictAboutCidrs, type KubernetesVersion } from '../../src/model/kubernetes-version.ts';
import { createEngine } from '../../src/semantics/engine/engine.ts';
import { readDocuments } from '../../src/source/document.ts';
import { badSuppression } from '../../src/rules/bad-suppression.ts';
import { catalog } from '../../src/rules/index.ts';
import { ruleFailed } from '../../src/rules/rule-failed.ts';
import { lintManifests } from '../../src/manifest/lint-manifests.ts';

/** One example: a text, and the lines of it on which its rule must speak. */
export interface RuleCase {
  readonly title: string;
  readonly text: string;
  /** Line (from 1 within the text) and severity of every finding, in the order of the lines. */
  readonly expected: readonly Expectation[];
}

export interface Expectation {
  readonly line: number;
  readonly severity: string;
}

/** The YAML blocks of a rule's page, each an example; the heading above it is its title. */
export function casesOfPage(rule: Rule, root: string): readonly RuleCase[] {
  const lines = readFileSync(`${root}/docs/rules/${rule.code}.md`, 'utf8').split('\n');
  const cases: RuleCase[] = [];
  let heading = '';
  let block: string[] | undefined;
  for (const line of lines) {
    if (line.startsWith('#') && block === undefined) heading = line.replace(/^#+\s*/, '');
    else if (line === '```yaml') block = [];
    else if (line === '```' && block !== undefined) {
      cases.push(caseOf(`${heading} ${cases.length + 1}`, block.join('\n'), rule));
      block = undefined;
    } else block?.push(line);
  }
  return cases;
}

/** The cases of `test/rules/<name>.yaml`, each begun by a line `# case: title`; none when there is no such file. */
export function casesOfFile(rule: Rule, root: string): readonly RuleCase[] {
  const path = `${root}/test/rules/${rule.name}.yaml`;
  if (!existsSync(path)) return [];
  const [, ...parts] = readFileSync(path, 'utf8').split(/^# case: /m);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    return caseOf(part.slice(0, end), part.slice(end + 1), rule);
  });
}

function caseOf(title: string, text: string, rule: Rule): RuleCase {
  const expected: Expectation[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    for (const [, code, severity] of line.matchAll(/# ~ (NP\d{3})(?: (error|warning|info))?/g)) {
      if (code !== rule.code)
        throw new Error(`${title}: a marker for ${code} among the examples of ${rule.code}`);
      expected.push({ line: index + 1, severity: severity ?? rule.severity });
    }
  }
  return { title, text, expected };
}

/**
 * What the rule says about a text. A comment `# Kubernetes 1.35` anywhere in it is the version of the API server;
 * without one it is the newest.
 */
export function findingsOf(rule: Rule, text: string): readonly ReportedFinding[] {
  const report = rule.needs.includes('delta') ? lintRequest(rule, text) : lintText(rule, text);
  const findings = report.findings.filter(({ code }) => code === rule.code || code === ruleFailed.code);
  const failure = findings.find(({ code }) => code === ruleFailed.code);
  if (failure !== undefined) throw new Error(failure.message);
  return findings;
}

function lintText(rule: Rule, text: string): Report {
  return lintManifests({
    texts: [{ text, chosen: 'named' }],
    context: [],
    defaultNamespace: 'default',
    strictCidr: isStrictAboutCidrs(versionIn(text)),
    ruleset: { rules: rulesFor(rule), settings: new Map() },
    today: '2026-11-29',
  });
}

/** What a suppression comes to is seen beside the rules that it names. */
function rulesFor(rule: Rule): readonly Rule[] {
  return rule === badSuppression ? catalog : [ruleFailed, rule];
}

function versionIn(text: string): KubernetesVersion | undefined {
  const [, major, minor] = /# Kubernetes (\d+)\.(\d+)/.exec(text) ?? [];
  return minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

/**
 * Rules about what a request does: the last document of the text is the request, what stands before it is the cluster.
 * A comment `# deleted` anywhere in the text makes it a DELETE.
 */
function lintRequest(rule: Rule, text: string): Report {
  const documents = readDocuments(text).filter((item) => item.kind === 'document');
  const request = documents.at(-1);
  if (request === undefined) throw new Error('the example holds no request');
  const isDelete = text.includes('# deleted');
  const state = isDelete ? documents : documents.slice(0, -1);
  const inventory = inventoryOf(
    state.map(({ value }) => value),
    'default',
  );
  const target = targetOf(request, { defaultNamespace: 'default', strictCidr: true });
  const isUpdate =
    inventory.policies.get(target.object?.namespace ?? '', target.object?.name ?? '') !== undefined;
  const operation = isDelete ? 'DELETE' : isUpdate ? 'UPDATE' : 'CREATE';
  const targets = [{ ...target, operation }] as const;
  const report = lint(
    targets,
    { ...inventory, engine: createEngine(inventory) },
    { rules: [ruleFailed, rule], settings: new Map() },
  );
  return locate(report, targets, [request]);
}

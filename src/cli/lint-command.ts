import type { Report } from '../lint/report.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import { atLeast } from '../lint/severity.ts';
import { lintManifests } from '../manifest/lint-manifests.ts';
import type { Text } from '../manifest/text.ts';
import { catalog } from '../rules/index.ts';
import { isMisuse, type Misuse } from './arguments.ts';
import { withBaseline } from './baseline.ts';
import { type ClusterFacts, readClusterFacts } from './cluster-facts.ts';
import { policyTexts } from './cluster-policies.ts';
import { painter } from './color.ts';
import { defineCommand } from './command.ts';
import { status, statusOf } from './exit-status.ts';
import { isForPeople, writeReport } from './format.ts';
import type { Input } from './chosen-text.ts';
import { inputReader } from './input.ts';
import type { Io } from './io.ts';
import { isStrictAboutCidrs } from '../model/kubernetes-version.ts';
import { lintOptions, type LintSettings, lintSettings } from './lint-options.ts';
import { excludedBy, readProject, withProject } from './project.ts';
import type { RepairChoice } from './repair-option.ts';
import { countRepairable, repairTexts } from './repair.ts';
import { tellNotRead } from './tell-unread.ts';
import type { Level } from './walk.ts';
import { withUnreadableFiles } from './unreadable-files.ts';
import { tellRepairable, writeDiff, writeRepairs } from './write-repairs.ts';

/** `netpol-lint lint`, which is also what runs without the name of a command. */
export const lintCommand = defineCommand({
  name: 'lint',
  summary: 'Lint the NetworkPolicies of files, folders and standard input',
  usage: [
    '[lint] PATH... [options]',
    '[lint] - [options] < rendered.yaml',
    'lint --cluster [-n NAMESPACE] [options]',
  ],
  options: lintOptions,
  notes: [
    `PATH is a file, a folder (every .yaml, .yml and .json below it that git does not ignore), a glob pattern, or - for
standard input. What a kustomization.yaml lists elsewhere on the disk is read as well. Pods, workloads, namespaces and
services in it are what policies are judged against; more of them can be given with --with. Folders that hold the same
object, such as those of two clusters, are judged apart. With --cluster and no PATH the policies that the cluster has are
judged, or those of one namespace.`,
    'Exit status: 0 clean, 1 findings that fail the run, 2 wrong usage or unreadable input, 3 a defect of netpol-lint.',
  ],
  async run(args, io) {
    const project = readProject(args, io);
    if (isMisuse(project)) return project;
    const settings = lintSettings(withProject(args, project));
    if (isMisuse(settings)) return settings;
    const role = settings.paths.length === 0 ? 'judged' : 'context';
    const cluster = settings.cluster && (await readClusterFacts(settings.cluster, io, role));
    if (isMisuse(cluster)) return cluster;
    const read = { settings, cluster, ...(await readInput(settings, excludedBy(project), io)) };
    const texts = [...read.input.texts, ...policyTexts(cluster?.policies ?? [])];
    const run: LintRun = { ...read, input: { ...read.input, texts } };
    return settings.repairs === 'none' ? finish(run, judge(run, io), io) : repair(run, settings.repairs, io);
  },
});

/** Tells what was found, and what of it could be repaired. */
function finish(run: LintRun, judged: Report, io: Io): Misuse | number {
  const { settings, input, context } = run;
  const report = withBaseline(judged, settings.baseline, io);
  if (isMisuse(report)) return report;
  const texts = byName([...input.texts, ...context.texts]);
  const shown = shownOf(report, settings);
  const failure = writeReport(shown, settings.sinks, texts, painter(settings.color, io), io);
  if (settings.repairs === 'none' && isForPeople(settings.sinks))
    tellRepairable(countRepairable(run.named, shown), io);
  return failure ?? statusOf(report, settings.fail);
}

/** Repairs what can be, into the files or as a diff, and tells of files what is left. */
function repair(run: LintRun, { which, into }: RepairChoice, io: Io): Misuse | number {
  const withTexts = (texts: readonly Text[]): LintRun => ({ ...run, input: { ...run.input, texts } });
  const judged = (texts: readonly Text[]): Report => judge(withTexts(texts), io);
  const { changes, report } = repairTexts(run.input.texts, run.named, judged, which);
  if (into === 'diff') {
    writeDiff(changes, painter(run.settings.color, io), io);
    return changes.length === 0 || run.settings.fail.exitZero ? status.clean : status.findings;
  }
  const repaired = new Map(changes.map(({ before, after }) => [before, after]));
  const texts = run.input.texts.map((text) => repaired.get(text) ?? text);
  return writeRepairs(changes, io) ?? finish(withTexts(texts), report, io);
}

/** What is named as context stays that, also where something that is linted lists it. */
async function readInput(
  { stdinName, paths, context: beside }: LintSettings,
  excluded: readonly Level[],
  io: Io,
): Promise<Pick<LintRun, 'input' | 'context' | 'named'>> {
  const reader = inputReader(io, stdinName, excluded);
  const [named, others] = [await reader.read(paths), await reader.read(beside)];
  const [input, context] = [reader.follow(named), reader.follow(others)];
  tellNotRead([input, context], io);
  return { input, context, named: new Set(named.texts) };
}

interface LintRun {
  readonly settings: LintSettings;
  readonly cluster: ClusterFacts | undefined;
  readonly input: Input;
  readonly context: Input;
  /** The texts that somebody asked for: what kustomizations list elsewhere is judged as well, but not repaired. */
  readonly named: ReadonlySet<Text>;
}

function judge({ settings, cluster, input, context }: LintRun, { today }: Io): Report {
  const ruleset: Ruleset = { rules: catalog, settings: settings.rules };
  const judged = lintManifests({
    texts: input.texts,
    context: context.texts,
    ...(cluster === undefined ? {} : { base: cluster.inventory }),
    defaultNamespace: settings.namespace ?? cluster?.namespace ?? 'default',
    strictCidr: isStrictAboutCidrs(settings.version ?? cluster?.version),
    ruleset,
    ...(settings.suppressed === 'ignored' ? {} : { today }),
  });
  return withUnreadableFiles(judged, [...input.unreadable, ...context.unreadable], ruleset);
}

/** The summary still counts what is not shown. */
function shownOf(report: Report, { showLevel, suppressed }: LintSettings): Report {
  return {
    ...report,
    findings: report.findings.filter(({ severity }) => atLeast(severity, showLevel)),
    suppressed: suppressed === 'shown' ? report.suppressed : [],
  };
}

function byName(texts: readonly Text[]): ReadonlyMap<string, string> {
  return new Map(texts.map(({ file, text }) => [file ?? '-', text]));
}

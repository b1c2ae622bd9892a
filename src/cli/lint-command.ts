import type { Report } from '../lint/report.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import { atLeast } from '../lint/severity.ts';
import { lintManifests } from '../manifest/lint-manifests.ts';
import type { Text } from '../manifest/text.ts';
import { catalog } from '../rules/index.ts';
import { isMisuse } from './arguments.ts';
import { withBaseline } from './baseline.ts';
import { type ClusterFacts, readClusterFacts } from './cluster-facts.ts';
import { policyTexts } from './cluster-policies.ts';
import { painter } from './color.ts';
import { defineCommand } from './command.ts';
import { statusOf } from './exit-status.ts';
import { writeReport } from './format.ts';
import type { Input } from './chosen-text.ts';
import { inputReader } from './input.ts';
import type { Io } from './io.ts';
import { isStrictAboutCidrs } from '../model/kubernetes-version.ts';
import { lintOptions, type LintSettings, lintSettings } from './lint-options.ts';
import { excludedBy, readProject, withProject } from './project.ts';
import { tellNotRead } from './tell-unread.ts';
import type { Level } from './walk.ts';
import { withUnreadableFiles } from './unreadable-files.ts';

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
    const { input: files, context } = await readInput(settings, excludedBy(project), io);
    const input = { ...files, texts: [...files.texts, ...policyTexts(cluster?.policies ?? [])] };
    const report = withBaseline(judge({ settings, cluster, input, context }, io), settings.baseline, io);
    if (isMisuse(report)) return report;
    const texts = byName([...input.texts, ...context.texts]);
    const failure = writeReport(
      shownOf(report, settings),
      settings.sinks,
      texts,
      painter(settings.color, io),
      io,
    );
    return failure ?? statusOf(report, settings.fail);
  },
});

/** What is named as context stays that, also where something that is linted lists it. */
async function readInput(
  { stdinName, paths, context: beside }: LintSettings,
  excluded: readonly Level[],
  io: Io,
): Promise<Pick<LintRun, 'input' | 'context'>> {
  const reader = inputReader(io, stdinName, excluded);
  const [named, others] = [await reader.read(paths), await reader.read(beside)];
  const [input, context] = [reader.follow(named), reader.follow(others)];
  tellNotRead([input, context], io);
  return { input, context };
}

interface LintRun {
  readonly settings: LintSettings;
  readonly cluster: ClusterFacts | undefined;
  readonly input: Input;
  readonly context: Input;
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

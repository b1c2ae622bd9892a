import type { Ruleset } from '../lint/ruleset.ts';
import { severities, type Severity } from '../lint/severity.ts';
import { type Arguments, isMisuse, type Misuse, type Option } from './arguments.ts';
import { type BaselineFiles, type BaselineOption, baselineOptions } from './baseline.ts';
import { type ClusterChoice, clusterChoice, type ClusterOption, clusterOptions } from './cluster-choice.ts';
import { colorOption } from './color.ts';
import type { FailLevel, FailPolicy } from './exit-status.ts';
import { formatNames, parseFormats, type ReportSink } from './format.ts';
import type { KubernetesVersion } from '../model/kubernetes-version.ts';
import { parseKubernetesVersion } from './kubernetes-version.ts';
import { type ProjectOption, projectOptions } from './project.ts';
import { parseRuleSettings } from './rule-settings.ts';
import { type RepairChoice, repairChoice, type RepairOption, repairOptions } from './repair-option.ts';

type LintOption =
  | ClusterOption
  | BaselineOption
  | ProjectOption
  | RepairOption
  | 'with'
  | 'stdin-filename'
  | 'kubernetes-version'
  | 'rule'
  | 'format'
  | 'show-level'
  | 'show-suppressed'
  | 'ignore-suppressions'
  | 'fail-level'
  | 'max-warnings'
  | 'exit-zero'
  | 'color';

const failLevels: readonly FailLevel[] = ['error', 'warning', 'info', 'none'];

/** The options of `netpol-lint lint`. */
export const lintOptions: readonly Option<LintOption>[] = [
  { name: 'with', value: 'PATH', help: 'read as context, not linted; repeatable' },
  ...projectOptions,
  ...clusterOptions('judge as if applied to the live cluster, which is only read'),
  { name: 'stdin-filename', value: 'NAME', help: 'what findings call standard input' },
  {
    name: 'kubernetes-version',
    value: 'X.Y',
    help: 'judge as this API server would: before 1.36 it reads CIDRs loosely',
  },
  {
    name: 'rule',
    value: 'RULE=LEVEL',
    help: 'what the findings of a rule count for: error, warning, info, or off; repeatable',
  },
  {
    name: 'format',
    value: 'F[=FILE]',
    help: `${formatNames.join(', ')} (pretty unless given); =FILE writes it there; repeatable`,
  },
  {
    name: 'show-level',
    value: 'LEVEL',
    oneOf: severities,
    help: 'the least severity that is shown, info unless given',
  },
  ...repairOptions,
  ...baselineOptions,
  { name: 'show-suppressed', help: 'also show what the authors of the policies suppressed' },
  { name: 'ignore-suppressions', help: 'judge as if nothing were suppressed' },
  {
    name: 'fail-level',
    value: 'LEVEL',
    oneOf: failLevels,
    help: 'the least severity that fails the run, error unless given',
  },
  { name: 'max-warnings', value: 'N', help: 'fail when there are more warnings' },
  { name: 'exit-zero', help: 'findings never fail the run' },
  colorOption,
];

/** What a run is asked to do. */
export interface LintSettings {
  /** Linted; at least one. */
  readonly paths: readonly string[];
  /** Context. */
  readonly context: readonly string[];
  readonly stdinName: string;
  /** Undefined without a live cluster. */
  readonly cluster: ClusterChoice | undefined;
  /** The namespace of objects that name none, when it was given. */
  readonly namespace: string | undefined;
  /** The version of the API server to judge for, when it was given. */
  readonly version: KubernetesVersion | undefined;
  /** What was typed about single rules. */
  readonly rules: Ruleset['settings'];
  readonly sinks: readonly ReportSink[];
  /** The least severity that the written report shows. */
  readonly showLevel: Severity;
  readonly suppressed: 'heeded' | 'shown' | 'ignored';
  readonly repairs: RepairChoice | 'none';
  readonly baseline: BaselineFiles;
  readonly fail: FailPolicy;
  readonly color: string | undefined;
}

/** Checks what was typed. */
export function lintSettings(args: Arguments<LintOption>): LintSettings | Misuse {
  const cluster = clusterChoice(args);
  if (args.positionals.length === 0 && cluster === undefined) return { misuse: nothingToLint };
  const version = kubernetesVersion(args.last('kubernetes-version'));
  const rules = parseRuleSettings(args.all('rule'));
  const sinks = parseFormats(args.all('format'));
  const fail = failPolicy(args);
  const repairs = repairChoice(args);
  if (isMisuse(version)) return version;
  if (isMisuse(rules)) return rules;
  if (isMisuse(sinks)) return sinks;
  if (isMisuse(fail)) return fail;
  if (isMisuse(repairs)) return repairs;
  return {
    paths: args.positionals,
    context: args.all('with'),
    stdinName: args.last('stdin-filename') ?? '-',
    cluster,
    namespace: args.last('namespace'),
    version,
    rules,
    sinks,
    showLevel: severities.find((known) => known === args.last('show-level')) ?? 'info',
    suppressed: suppressedChoice(args),
    repairs,
    baseline: { read: args.last('baseline'), written: args.last('write-baseline') },
    fail,
    color: args.last('color'),
  };
}

function suppressedChoice(args: Arguments<LintOption>): LintSettings['suppressed'] {
  if (args.has('ignore-suppressions')) return 'ignored';
  return args.has('show-suppressed') ? 'shown' : 'heeded';
}

function kubernetesVersion(typed: string | undefined): KubernetesVersion | undefined | Misuse {
  return typed === undefined ? undefined : parseKubernetesVersion(typed);
}

const nothingToLint =
  'nothing to lint: name files, folders, or - for standard input, or --cluster for what the cluster has';

function failPolicy(args: Arguments<LintOption>): FailPolicy | Misuse {
  const level = args.last('fail-level');
  const failLevel = failLevels.find((known) => known === level) ?? 'error';
  const typed = args.last('max-warnings');
  if (typed !== undefined && !/^\d+$/.test(typed))
    return { misuse: `--max-warnings ${typed} is no number of warnings` };
  const maxWarnings = typed === undefined ? {} : { maxWarnings: Number(typed) };
  return { failLevel, ...maxWarnings, exitZero: args.has('exit-zero') };
}

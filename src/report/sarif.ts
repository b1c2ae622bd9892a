import type { Invocation, Location as SarifLocation, Log, ReportingDescriptor, Result } from 'sarif';
import type { Finding } from '../lint/finding.ts';
import type { NotEvaluated, Report, SuppressedFinding } from '../lint/report.ts';
import { pageUrl } from '../lint/ruleset.ts';
import type { Severity } from '../lint/severity.ts';
import { oneLine } from '../model/prose.ts';
import type { Location } from '../source/location.ts';
import { objectName } from './place.ts';
import { tool } from './tool.ts';

/** What the log says of a rule. */
export interface SarifRule {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly summary: string;
}

/** Where the schema is that the log names; of SARIF 2.1.0 (OASIS). */
const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * The report as a SARIF log with one run, for GitHub code scanning and other viewers. What authors suppressed is in it as
 * suppressed; what could not be judged is a notification of the run.
 */
export function toSarif(report: Report, rules: readonly SarifRule[]): string {
  const indexes = new Map(rules.map(({ code }, index) => [code, index]));
  const log: Log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            semanticVersion: tool.version,
            informationUri: 'https://netpol-lint.dev',
            rules: rules.map(descriptorOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [invocationOf(report.notEvaluated, indexes)],
        results: [
          ...report.findings.map((finding) => resultOf(finding, indexes)),
          ...report.suppressed.map((finding) => suppressedOf(finding, indexes)),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptorOf({ code, name, severity, summary }: SarifRule): ReportingDescriptor {
  return {
    id: code,
    name,
    shortDescription: { text: summary },
    helpUri: pageUrl(code),
    defaultConfiguration: { level: levels[severity] },
  };
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

type Indexes = ReadonlyMap<string, number>;

function ruleOf(code: string, indexes: Indexes): { readonly id: string; readonly index?: number } {
  const index = indexes.get(code);
  return { id: code, ...(index === undefined ? {} : { index }) };
}

function resultOf(finding: Finding, indexes: Indexes): Result {
  const { code, severity, message, help, object, path, related = [] } = finding;
  return {
    ruleId: code,
    rule: ruleOf(code, indexes),
    level: levels[severity],
    message: { text: `${oneLine(message)}. ${capitalised(oneLine(help))}.` },
    locations: [placeOf(finding)],
    // Lines move with every change above them; the object and the place in it stay.
    partialFingerprints: {
      'finding/v1': [code, object === undefined ? '' : objectName(object), path].join(' '),
    },
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((each, id) => ({
            id,
            message: { text: oneLine(each.message) },
            ...placeOf(each),
          })),
        }),
  };
}

function suppressedOf(finding: SuppressedFinding, indexes: Indexes): Result {
  const { kind, reason, location } = finding.suppression;
  const suppression = {
    kind: kind === 'baseline' ? ('external' as const) : ('inSource' as const),
    ...(reason === '' ? {} : { justification: oneLine(reason) }),
    ...(location === undefined ? {} : { location: placeOf({ location }) }),
  };
  return { ...resultOf(finding, indexes), suppressions: [suppression] };
}

function capitalised(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}

/** Viewers need a place in a file; a text without a name is none, and is told apart by its object alone. */
function placeOf({ location, object }: Pick<Finding, 'location' | 'object'>): SarifLocation {
  return {
    ...(location?.file === undefined || location.file === '-'
      ? {}
      : { physicalLocation: physical(location) }),
    ...(object === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: objectName(object) }] }),
  };
}

function physical({
  file = '',
  line,
  column,
  endLine,
  endColumn,
}: Location): SarifLocation['physicalLocation'] {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return {
    artifactLocation: file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

function invocationOf(notEvaluated: readonly NotEvaluated[], indexes: Indexes): Invocation {
  return {
    executionSuccessful: true,
    toolExecutionNotifications: notEvaluated.map(({ code, reason, object }) => ({
      level: 'note',
      message: { text: `not evaluated: ${oneLine(reason)}` },
      associatedRule: ruleOf(code, indexes),
      ...(object === undefined ? {} : { locations: [placeOf({ object })] }),
    })),
  };
}

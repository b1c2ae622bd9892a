import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { messageOf } from '../model/thrown.ts';
import type { Report, ReportedFinding } from '../lint/report.ts';
import { repairText } from '../manifest/repair.ts';
import { toConcise } from '../report/concise.ts';
import { toGithub } from '../report/github.ts';
import { toGitlab } from '../report/gitlab.ts';
import { toJson } from '../report/json.ts';
import { type Paint, plain } from '../report/paint.ts';
import { toPretty } from '../report/pretty.ts';
import { toRdjson } from '../report/rdjson.ts';
import { toSarif } from '../report/sarif.ts';
import { catalog } from '../rules/index.ts';
import { type Misuse, notAmong } from './arguments.ts';
import type { Io } from './io.ts';

type Render = (report: Report, texts: ReadonlyMap<string, string>, paint: Paint) => string;

const pretty: Render = (report, texts, paint) => toPretty(report, { texts, paint });

const rdjson: Render = (report, texts) =>
  toRdjson(report, { texts, repaired: (finding) => repairedBy(finding, texts) });

/** A person decides on each suggestion, so that what is likely meant is suggested as well. */
function repairedBy(finding: ReportedFinding, texts: ReadonlyMap<string, string>): string | undefined {
  const { fix, confidence, location: { file } = {} } = finding;
  const text = texts.get(file ?? '-');
  if (fix === undefined || confidence === 'possible' || text === undefined) return undefined;
  return repairText({ text, chosen: 'named', ...(file === undefined ? {} : { file }) }, [finding])?.text;
}

const formats: ReadonlyMap<string, Render> = new Map<string, Render>([
  ['pretty', pretty],
  ['concise', toConcise],
  ['json', toJson],
  ['github', toGithub],
  ['gitlab', toGitlab],
  ['rdjson', rdjson],
  ['sarif', (report) => toSarif(report, catalog)],
]);

/** The names of the formats, for the help. */
export const formatNames: readonly string[] = [...formats.keys()];

/** One form of the report and where it goes: to a file, or to standard output when there is none. */
export interface ReportSink {
  readonly format: string;
  readonly render: Render;
  readonly file?: string;
}

/** Reads `F` and `F=FILE`. Standard output gets the pretty form unless a format is named for it; only one can be. */
export function parseFormats(written: readonly string[]): readonly ReportSink[] | Misuse {
  const sinks: ReportSink[] = [];
  for (const text of written) {
    const equals = text.indexOf('=');
    const name = equals === -1 ? text : text.slice(0, equals);
    const file = equals === -1 ? undefined : text.slice(equals + 1);
    const render = formats.get(name);
    if (render === undefined) return { misuse: notAmong(`--format ${name}`, name, formatNames) };
    if (file === '') return { misuse: `--format ${text} names no file` };
    sinks.push({ format: name, render, ...(file === undefined ? {} : { file }) });
  }
  const direct = sinks.filter(({ file }) => file === undefined);
  if (direct.length > 1)
    return { misuse: 'only one format can go to standard output; write the others as FORMAT=FILE' };
  return direct.length === 1 ? sinks : [{ format: 'pretty', render: pretty }, ...sinks];
}

/** Whether a person reads the report where it is written, and not a program. */
export function isForPeople(sinks: readonly ReportSink[]): boolean {
  return sinks.some(({ format, file }) => format === 'pretty' && file === undefined);
}

/** Writes the report in every form asked for, into folders that are made where they are missing. */
export function writeReport(
  report: Report,
  sinks: readonly ReportSink[],
  texts: ReadonlyMap<string, string>,
  paint: Paint,
  io: Io,
): Misuse | undefined {
  for (const { render, file } of sinks) {
    if (file === undefined) {
      io.stdout.write(render(report, texts, paint));
      continue;
    }
    try {
      const path = resolve(io.cwd, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, render(report, texts, plain));
    } catch (error) {
      return { misuse: `cannot write ${file}: ${messageOf(error)}` };
    }
  }
  return undefined;
}

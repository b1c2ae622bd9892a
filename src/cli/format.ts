import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { messageOf } from '../model/thrown.ts';
import type { Report, ReportedFinding } from '../lint/report.ts';
import { repairsOfEach } from '../manifest/repair.ts';
import { toConcise } from '../report/concise.ts';
import { toGithub } from '../report/github.ts';
import { toGitlab } from '../report/gitlab.ts';
import { toJson } from '../report/json.ts';
import { type Paint, plain } from '../report/paint.ts';
import { toPretty } from '../report/pretty.ts';
import { toRdjson } from '../report/rdjson.ts';
import { toSarif } from '../report/sarif.ts';
import { catalog } from '../rules/index.ts';
import type { TextEdit } from '../source/edit/text-edit.ts';
import { type Misuse, notAmong } from './arguments.ts';
import type { Io } from './io.ts';

type Render = (report: Report, texts: ReadonlyMap<string, string>, paint: Paint) => string;

const pretty: Render = (report, texts, paint) => toPretty(report, { texts, paint });

const rdjson: Render = (report, texts) => toRdjson(report, { texts, edits: suggestionsFor(report, texts) });

/** A person decides on each suggestion, so that what is likely meant is suggested as well. */
function suggestionsFor(
  { findings }: Report,
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<ReportedFinding, readonly TextEdit[]> {
  const fixable = findings.filter(({ fix, confidence }) => fix !== undefined && confidence !== 'possible');
  const byFile = Map.groupBy(fixable, ({ location }) => location?.file ?? '-');
  const suggested = new Map<ReportedFinding, readonly TextEdit[]>();
  for (const [file, found] of byFile) {
    const text = texts.get(file);
    if (text === undefined) continue;
    const name = found[0]?.location?.file;
    const each = repairsOfEach(
      { text, chosen: 'named', ...(name === undefined ? {} : { file: name }) },
      found,
    );
    for (const [finding, edits] of each) suggested.set(finding, edits);
  }
  return suggested;
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

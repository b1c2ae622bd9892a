import type { Report } from '../lint/report.ts';

/** How a report is written. */
export interface ReportFormat {
  /** The name in `?format=`. */
  readonly name: string;
  readonly mediaType: string;
  readonly write: (report: Report, text: string) => string;
}

/** The formats that there are; the first is the default. */
export type ReportFormats = readonly [ReportFormat, ...ReportFormat[]];

/** The format named, else that of the Accept header which its client likes best, else the default. */
export function chooseFormat(
  name: string | undefined,
  accept: string | undefined,
  formats: ReportFormats,
): ReportFormat {
  const named = formats.find((format) => format.name === name);
  if (named !== undefined) return named;
  for (const type of accepted(accept ?? '')) {
    const wanted = formats.find((format) => format.mediaType.startsWith(`${type};`));
    if (wanted !== undefined) return wanted;
  }
  return formats[0];
}

/** The media types of an Accept header, those with the greatest weight first (RFC 9110, 12.5.1). */
function accepted(header: string): readonly string[] {
  const ranges = header.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { type, weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  const wanted = ranges.filter(({ weight }) => weight > 0);
  return wanted.toSorted((one, other) => other.weight - one.weight).map(({ type }) => type);
}

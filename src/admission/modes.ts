import { oneLine, shorten } from '../model/prose.ts';
import type { Severity } from '../lint/severity.ts';
import type { Labels } from '../model/labels.ts';

/** Which findings refuse a request: `certain` are those that the catalogue or the configuration marks for denial. */
export type EnforceLevel = 'off' | 'certain' | 'error' | 'warning';

/** Which findings are shown or recorded: those of this severity and worse. */
export type ReportLevel = 'off' | Severity;

/** What becomes of findings in a namespace. */
export interface Modes {
  readonly enforce: EnforceLevel;
  readonly warn: ReportLevel;
  readonly audit: ReportLevel;
}

/** The modes of a namespace, and what was wrong with its labels, each to be shown as a warning. */
export interface NamespaceModes {
  readonly modes: Modes;
  readonly notices: readonly string[];
}

const enforceLevels: readonly EnforceLevel[] = ['off', 'certain', 'error', 'warning'];
const reportLevels: readonly ReportLevel[] = ['off', 'error', 'warning', 'info'];

const prefix = 'netpol-lint.dev/';

/**
 * The modes that the labels `netpol-lint.dev/enforce`, `/warn` and `/audit` of a namespace choose. A value or a mode
 * that is not known is as if the label were not there, but never in silence.
 */
export function modesOf(labels: Labels, defaults: Modes): NamespaceModes {
  const notices = unknownModes(labels);
  const choose = <Level extends string>(mode: string, levels: readonly Level[], otherwise: Level): Level => {
    const key = `${prefix}${mode}`;
    const value = labels.get(key);
    const level = levels.find((candidate) => candidate === value);
    if (value === undefined || level !== undefined) return level ?? otherwise;
    const shown = shorten(oneLine(value), 20);
    notices.push(`namespace label ${key}=${shown} is none of ${levels.join(', ')}: ${otherwise} holds`);
    return otherwise;
  };
  return {
    modes: {
      enforce: choose('enforce', enforceLevels, defaults.enforce),
      warn: choose('warn', reportLevels, defaults.warn),
      audit: choose('audit', reportLevels, defaults.audit),
    },
    notices,
  };
}

function unknownModes(labels: Labels): string[] {
  const keys = [...labels.keys()].filter((key) => key.startsWith(prefix));
  return keys
    .map((key) => key.slice(prefix.length))
    .filter((mode) => !['enforce', 'warn', 'audit'].includes(mode))
    .map(
      (mode) =>
        `namespace label ${prefix}${shorten(oneLine(mode), 20)} does nothing: the modes are enforce, warn, audit`,
    );
}

import type { Severity } from '../lint/severity.ts';

/** What a stretch of text means, for those who can show it in colour. */
export type Style = Severity | 'strong' | 'faint' | 'good';

/** Dresses a text for the terminal; must not change its characters otherwise. */
export type Paint = (style: Style, text: string) => string;

/** For files, pipes and those who want no colour. */
export const plain: Paint = (_, text) => text;

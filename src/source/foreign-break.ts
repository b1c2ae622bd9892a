import { EVENT_ID, SCALAR_STYLE, type Event } from 'js-yaml';

/** The characters that end a line in YAML 1.1, which kubectl reads, but not in YAML 1.2 and not in an editor. */
export const foreignBreak = /[\u0085\u2028\u2029]/;

/**
 * The first such character that changes the value: outside of quotes, where it can hide from everyone but kubectl that a
 * comment ends or that an entry begins, and U+0085 in quotes too, where kubectl makes a space of it. `events` are those of
 * the source.
 */
export function findForeignBreak(source: string, events: readonly Event[]): number | undefined {
  if (!foreignBreak.test(source)) return undefined;
  const quoted = events.filter(
    (event) =>
      event.type === EVENT_ID.SCALAR &&
      (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED),
  );
  let next = 0;
  for (const { index } of source.matchAll(new RegExp(foreignBreak, 'g'))) {
    let event = quoted[next];
    while (event?.type === EVENT_ID.SCALAR && event.valueEnd <= index) event = quoted[++next];
    if (event?.type !== EVENT_ID.SCALAR || index < event.valueStart || source[index] === '\u0085')
      return index;
  }
  return undefined;
}

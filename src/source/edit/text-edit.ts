/** A replacement in a text: offsets in UTF-16 code units, the end exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all of the edits, which must not overlap; of two at one place the first given comes first. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: put } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(done, start), put);
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

/** From the first character that edits touch to the last. */
export function extentOf(edits: readonly TextEdit[]): Pick<TextEdit, 'start' | 'end'> {
  return {
    start: edits.reduce((least, { start }) => Math.min(least, start), Infinity),
    end: edits.reduce((most, { end }) => Math.max(most, end), -1),
  };
}

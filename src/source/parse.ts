import { parseEvents, YAMLException, type Event } from 'js-yaml';
import { compose, type Parsed } from './compose.ts';
import { explain } from './explain.ts';

/** Deeper nesting than any Kubernetes object needs is refused, so that whoever walks a value may do so recursively. */
export const deepest = 500;

/** Parses `text` from `start` to `end`, which holds one document. Offsets are those of the whole text. */
export function parse(text: string, start: number, end: number): Parsed {
  const source = text.slice(start, end);
  let events: readonly Event[];
  try {
    events = parseEvents(source, { maxDepth: deepest });
  } catch (thrown) {
    if (!(thrown instanceof YAMLException)) throw thrown;
    const defect = explain(source, thrown.reason, thrown.mark?.position ?? 0);
    return { defect: { ...defect, start: defect.start + start, end: defect.end + start } };
  }
  return compose(events, source, (offset) => offset + start);
}

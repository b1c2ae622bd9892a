import { parseEvents, YAMLException, type Event } from 'js-yaml';
import { compose, type Parsed } from './compose.ts';
import { explain } from './explain.ts';
import { findForeignBreak } from './foreign-break.ts';
import { indentFlow } from './flow-indentation.ts';

/** Deeper nesting than any Kubernetes object needs is refused, so that whoever walks a value may do so recursively. */
export const deepest = 500;

/**
 * What one text may still cost beyond being read once, so that no text of a few kilobytes can take all memory or time. It
 * goes down while the text is read.
 */
export interface Allowance {
  /** Nodes that come from following aliases. */
  aliased: number;
  /** Characters that are parsed in vain. */
  inVain: number;
}

/** Parses `text` from `start` to `end`, which holds one document. Offsets are those of the whole text. */
export function parse(text: string, start: number, end: number, allowance: Allowance): Parsed {
  let source = text.slice(start, end);
  let origin = (offset: number): number => offset + start;
  let stopped = -1;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = eventsOf(source);
    if ('events' in outcome) return compose(outcome.events, source, origin);
    const { reason, position } = outcome;
    const cameFurther = origin(position) > stopped;
    stopped = origin(position);
    allowance.inVain -= source.length + costOfFailure;
    const mayTryAgain = cameFurther && attempt < mostAttempts && allowance.inVain > 0;
    const indented =
      mayTryAgain && reason === 'deficient indentation' ? indentFlow(source, position) : undefined;
    if (indented === undefined) {
      const defect = explain(source, reason, position);
      return { defect: { reason: defect.reason, start: origin(defect.start), end: origin(defect.end) } };
    }
    const before = origin;
    source = indented.source;
    origin = (offset) => before(indented.origin(offset));
  }
}

const mostAttempts = 200;

/** What it takes to fail, in characters that could be parsed in the same time. */
const costOfFailure = 500;

type Outcome = { readonly events: readonly Event[] } | { readonly reason: string; readonly position: number };

function eventsOf(source: string): Outcome {
  try {
    const events = parseEvents(source, { maxDepth: deepest });
    const position = findForeignBreak(source, events);
    return position === undefined ? { events } : { reason: 'foreign line break', position };
  } catch (thrown) {
    if (!(thrown instanceof YAMLException)) throw thrown;
    return { reason: thrown.reason, position: thrown.mark?.position ?? 0 };
  }
}

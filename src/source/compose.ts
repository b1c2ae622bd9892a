import { EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { AliasEvent, Event, ScalarEvent } from 'js-yaml';
import { brief } from './stop.ts';
import type { Defect, Entry, Node, ScalarNode } from './node.ts';

/** The node of a document, none when it has no content; or what keeps it from being read. */
export type Parsed = { readonly root: Node | undefined } | { readonly defect: Defect };

/**
 * Builds the nodes of the one document in `events`, which come from `source`. `origin` tells where in the whole text
 * something stands that has a given offset in the source.
 */
export function compose(
  events: readonly Event[],
  source: string,
  origin: (offset: number) => number,
): Parsed {
  if (events.length === 0) return { root: undefined };
  const composer: Composer = {
    events,
    source,
    origin,
    next: 1,
    anchors: new Map(),
    unfinished: new Set(),
    defects: [],
  };
  const root = read(composer);
  if (composer.next < events.length - 1) composer.defects.push(secondDocument(composer));
  const [defect] = composer.defects;
  return defect === undefined ? { root } : { defect };
}

/** A line --- that something stands before, such as a byte order mark, is one for the reader of YAML alone. */
function secondDocument({ events, next, source, origin }: Composer): Defect {
  const ends = events.slice(0, next).map((event) => ('valueEnd' in event ? event.valueEnd : 0));
  const mark = source.indexOf('---', Math.max(...ends));
  const start = mark === -1 ? Math.max(source.search(/\S/), 0) : mark;
  return {
    reason: 'a second document begins without a line ---',
    start: origin(start),
    end: origin(start + (mark === -1 ? 1 : 3)),
  };
}

interface Composer {
  readonly events: readonly Event[];
  readonly source: string;
  readonly origin: (offset: number) => number;
  /** Index of the event to be read next. */
  next: number;
  /** Keyed by name; the last node so marked. */
  readonly anchors: Map<string, Node>;
  /** Marked collections that are still being read. */
  readonly unfinished: Set<Node>;
  readonly defects: Defect[];
}

function read(composer: Composer): Node {
  const event = composer.events[composer.next++];
  switch (event?.type) {
    case EVENT_ID.SCALAR: {
      const node = scalar(event, composer);
      register(composer, event, node);
      return node;
    }
    case EVENT_ID.ALIAS:
      return alias(composer, event);
    case EVENT_ID.SEQUENCE: {
      const items: Node[] = [];
      const node: Node = { type: 'sequence', start: composer.origin(event.start), items };
      return collect(composer, event, node, () => items.push(read(composer)));
    }
    case EVENT_ID.MAPPING: {
      const entries: Entry[] = [];
      const node: Node = { type: 'mapping', start: composer.origin(event.start), entries };
      return collect(composer, event, node, () =>
        entries.push({ key: read(composer), value: read(composer) }),
      );
    }
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
    case undefined:
      throw new Error(`a document cannot hold the event ${String(event?.type)}`);
  }
}

interface Marked {
  readonly anchorStart: number;
  readonly anchorEnd: number;
}

function register(composer: Composer, event: Marked, node: Node): void {
  if (event.anchorStart === -1) return;
  const name = composer.source.slice(event.anchorStart, event.anchorEnd);
  composer.anchors.set(name, node);
  if (anchorName.test(name)) return;
  const reason = `the anchor &${brief(name)} is none for kubectl; name it with letters, digits, - and _, or put the text in quotes`;
  composer.defects.push({
    reason,
    start: composer.origin(event.anchorStart - 1),
    end: composer.origin(event.anchorEnd),
  });
}

/** What kubectl takes for the name of an anchor; the rest it reads as the value (`yaml_parser_scan_anchor`). */
const anchorName = /^[\w-]+$/;

function collect(composer: Composer, event: Marked, node: Node, readChild: () => void): Node {
  register(composer, event, node);
  const isMarked = event.anchorStart !== -1;
  if (isMarked) composer.unfinished.add(node);
  while (composer.events[composer.next]?.type !== EVENT_ID.POP) readChild();
  composer.next += 1;
  if (isMarked) composer.unfinished.delete(node);
  return node;
}

function alias(composer: Composer, event: AliasEvent): Node {
  const name = composer.source.slice(event.anchorStart, event.anchorEnd);
  const start = composer.origin(event.anchorStart - 1);
  const end = composer.origin(event.anchorEnd);
  const target = composer.anchors.get(name);
  if (target !== undefined && !composer.unfinished.has(target)) return { type: 'alias', start, end, target };
  const reason =
    target === undefined
      ? `no &${brief(name)} comes before the alias, and an anchor holds only up to ---; a value that begins with * needs quotes`
      : `the alias *${brief(name)} stands inside of what it refers to`;
  composer.defects.push({ reason, start, end });
  return { type: 'scalar', start, end, text: '', plain: true, tag: undefined };
}

function scalar(event: ScalarEvent, { source, origin }: Composer): ScalarNode {
  const tag = event.tagStart === -1 ? undefined : shortTag(source.slice(event.tagStart, event.tagEnd));
  const [start, end] = extent(event, source);
  return {
    type: 'scalar',
    start: start === -1 ? -1 : origin(start),
    end: end === -1 ? -1 : origin(end),
    text: getScalarValue(source, event),
    plain: event.style === SCALAR_STYLE.PLAIN && tag !== '!',
    tag: tag === '!' ? undefined : tag,
  };
}

function extent(event: ScalarEvent, source: string): readonly [number, number] {
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return [event.valueStart - 1, event.valueEnd + 1];
    case SCALAR_STYLE.PLAIN:
      if (event.valueStart !== -1) return [event.valueStart, event.valueEnd];
      if (event.anchorStart !== -1) return [event.anchorStart - 1, event.anchorEnd];
      return [event.tagStart, event.tagEnd];
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      const block = source.slice(event.valueStart, event.valueEnd);
      const end = event.valueStart + block.trimEnd().length;
      return [Math.min(event.valueStart + block.search(/\S|$/), end), end];
    }
  }
}

function shortTag(tag: string): string {
  const [, verbatim] = /^!<tag:yaml\.org,2002:(.*)>$/.exec(tag) ?? [];
  return verbatim === undefined ? tag : `!!${verbatim}`;
}

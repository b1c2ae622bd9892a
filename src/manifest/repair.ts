import type { ReportedFinding } from '../lint/report.ts';
import { isSameJson } from '../model/json.ts';
import { patched } from '../model/patch.ts';
import type { Location } from '../source/location.ts';
import { type Document, readDocuments, type UnreadableDocument } from '../source/document.ts';
import { extentOf, type TextEdit, withEdits } from '../source/edit/text-edit.ts';
import type { Text } from './text.ts';

/** A text in which findings are repaired. */
export interface Repaired {
  readonly text: string;
  /** Those that are. */
  readonly findings: readonly ReportedFinding[];
}

/** A finding, the document that it is about by its index, and what repairs it in the text. */
interface Repair {
  readonly finding: ReportedFinding;
  readonly document: number;
  readonly edits: readonly TextEdit[];
  /** From the first to the last place of the edits. */
  readonly extent: Pick<TextEdit, 'start' | 'end'>;
}

/**
 * Repairs as many findings of a text as can be at once, by their fixes. Each document is read as its fixes make it, and as
 * before in all else; what cannot be written so is left. What is left for want of room can be repaired in a second run.
 */
export function repairText({ text, file }: Text, findings: readonly ReportedFinding[]): Repaired | undefined {
  const documents = readDocuments(text, file);
  const repairs = apart(findings.flatMap((finding) => repairOf(finding, documents) ?? []));
  const exact = exactOf(repairs, { text, documents });
  if (exact.length === 0) return undefined;
  return { text: withEdits(text, editsOf(exact)), findings: exact.map(({ finding }) => finding) };
}

/**
 * What repairs each finding of a text by itself, whatever becomes of the others. Only those have edits that can be made
 * together with all others which are not in their way: the text is not read again for each.
 */
export function repairsOfEach(
  { text, file }: Text,
  findings: readonly ReportedFinding[],
): ReadonlyMap<ReportedFinding, readonly TextEdit[]> {
  const documents = readDocuments(text, file);
  const found = new Map<ReportedFinding, readonly TextEdit[]>();
  let left = findings.flatMap((finding) => repairOf(finding, documents) ?? []);
  for (let layer = 0; layer < mostLayers && left.length > 0; layer += 1) {
    const now = apart(left);
    for (const { finding, edits } of exactOf(now, { text, documents })) found.set(finding, edits);
    const tried = new Set(now);
    left = left.filter((repair) => !tried.has(repair));
  }
  return found;
}

/** Few findings are repaired in the same place. */
const mostLayers = 10;

type Item = Document | UnreadableDocument;

function repairOf(finding: ReportedFinding, documents: readonly Item[]): Repair | undefined {
  const { fix, location, path } = finding;
  if (fix === undefined || location === undefined) return undefined;
  const document = documentAt(location, documents);
  const item = documents[document];
  if (item?.kind !== 'document' || !isSameJson(item.locate(path), location)) return undefined;
  const edits = item.editsFor(fix.patch);
  return edits && { finding, document, edits, extent: extentOf(edits) };
}

/** The index of the last document that begins at a place or before it; -1 when none does. */
function documentAt({ line, column }: Location, documents: readonly Item[]): number {
  let [low, high] = [-1, documents.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const start = startOf(documents[middle]);
    const isBefore = start.line < line || (start.line === line && start.column <= column);
    if (isBefore) low = middle;
    else high = middle - 1;
  }
  return low;
}

function startOf(item: Item | undefined): Pick<Location, 'line' | 'column'> {
  if (item === undefined) return { line: Infinity, column: 0 };
  return item.kind === 'document' ? item.locate('') : item.location;
}

/**
 * Those that do not touch each other, from below: what stands below does not change where anything above it stands, neither
 * in the text nor by index.
 */
function apart(repairs: readonly Repair[]): readonly Repair[] {
  const chosen: Repair[] = [];
  for (const repair of repairs.toSorted((a, b) => b.extent.start - a.extent.start)) {
    const below = chosen.at(-1);
    if (below === undefined || repair.extent.end < below.extent.start) chosen.push(repair);
  }
  return chosen;
}

function editsOf(repairs: readonly Repair[]): readonly TextEdit[] {
  return repairs.flatMap(({ edits }) => edits);
}

interface Read {
  readonly text: string;
  readonly documents: readonly Item[];
}

/**
 * Those that together do what their patches do: all of a document, or the first of it that does alone, or none. Which
 * documents are to blame is found by halves.
 */
function exactOf(repairs: readonly Repair[], read: Read): readonly Repair[] {
  if (repairs.length === 0 || isExact(repairs, read)) return repairs;
  const groups = [...Map.groupBy(repairs, ({ document }) => document).values()];
  const half = Math.ceil(groups.length / 2);
  if (half < groups.length)
    return [groups.slice(0, half), groups.slice(half)].flatMap((part) => exactOf(part.flat(), read));
  return repairs.map((repair) => [repair]).find((alone) => isExact(alone, read)) ?? [];
}

function isExact(repairs: readonly Repair[], { text, documents }: Read): boolean {
  const after = readDocuments(withEdits(text, editsOf(repairs)));
  const byDocument = Map.groupBy(repairs, ({ document }) => document);
  return (
    after.length === documents.length &&
    after.every((item, index) => {
      const before = documents[index];
      const patch = (byDocument.get(index) ?? []).flatMap(({ finding }) => finding.fix?.patch ?? []);
      if (item.kind === 'unreadable' || before?.kind !== 'document') return item.kind === before?.kind;
      return (
        item.duplicateKeys.length === before.duplicateKeys.length &&
        isSameJson(item.value, patched(before.value, patch))
      );
    })
  );
}

import type { ReportedFinding } from '../lint/report.ts';
import { isSameJson } from '../model/json.ts';
import { patched } from '../model/patch.ts';
import { type Document, readDocuments, type UnreadableDocument } from '../source/document.ts';
import { collide, type TextEdit, withEdits } from '../source/edit/text-edit.ts';
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
}

/**
 * Repairs as many findings of a text as can be at once, by their fixes. Each document is read as its fixes make it, and as
 * before in all else; what cannot be written so is left. What is left for want of room can be repaired in a second run.
 */
export function repairText({ text, file }: Text, findings: readonly ReportedFinding[]): Repaired | undefined {
  const documents = readDocuments(text, file);
  const repairs = apart(findings.flatMap((finding) => repairOf(finding, documents) ?? []).sort(fromBelow));
  const exact = exactOf(repairs, { text, documents });
  if (exact.length === 0) return undefined;
  return { text: withEdits(text, editsOf(exact)), findings: exact.map(({ finding }) => finding) };
}

type Item = Document | UnreadableDocument;

function repairOf(finding: ReportedFinding, documents: readonly Item[]): Repair | undefined {
  const { fix, location, path } = finding;
  if (fix === undefined || location === undefined) return undefined;
  for (const [document, item] of documents.entries()) {
    if (item.kind === 'unreadable' || !isSameJson(item.locate(path), location)) continue;
    const edits = item.editsFor(fix.patch);
    return edits && { finding, document, edits };
  }
  return undefined;
}

/** What stands below does not change where anything above it stands, neither in the text nor by index. */
function fromBelow(one: Repair, other: Repair): number {
  return (other.edits[0]?.start ?? 0) - (one.edits[0]?.start ?? 0);
}

function apart(repairs: readonly Repair[]): readonly Repair[] {
  const chosen: Repair[] = [];
  for (const repair of repairs)
    if (!chosen.some(({ edits }) => collide(edits, repair.edits))) chosen.push(repair);
  return chosen;
}

function editsOf(repairs: readonly Repair[]): readonly TextEdit[] {
  return repairs.flatMap(({ edits }) => edits);
}

interface Read {
  readonly text: string;
  readonly documents: readonly Item[];
}

/** Those that together do what their patches do: all of a document, or the first that does alone, or none. */
function exactOf(repairs: readonly Repair[], read: Read): readonly Repair[] {
  if (repairs.length === 0 || isExact(repairs, read)) return repairs;
  const groups = [...Map.groupBy(repairs, ({ document }) => document).values()];
  const [group = []] = groups;
  if (groups.length > 1) return groups.flatMap((each) => exactOf(each, read));
  return group.map((repair) => [repair]).find((alone) => isExact(alone, read)) ?? [];
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
      return isSameJson(item.value, patched(before.value, patch));
    })
  );
}

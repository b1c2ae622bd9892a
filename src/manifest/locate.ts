import type { Finding, Related } from '../lint/finding.ts';
import type { Report, ReportedFinding } from '../lint/report.ts';
import type { Target } from '../lint/target.ts';
import type { ObjectIdentity } from '../model/identity.ts';
import type { Document, UnreadableDocument } from '../source/document.ts';

type Item = Document | UnreadableDocument;

/** The report with a location on every finding; `items` are the texts' documents, in the order of the targets. */
export function locate(report: Report, targets: readonly Target[], items: readonly Item[]): Report {
  const byIdentity = new Map<string, Item>();
  for (const [index, { object }] of targets.entries()) {
    const item = items[index];
    if (item !== undefined && object !== undefined) byIdentity.set(keyOf(object), item);
  }
  const place = <Kind extends ReportedFinding>(finding: Kind): Kind => {
    const item = items[finding.target];
    return item === undefined ? finding : { ...finding, ...positions(finding, item, byIdentity) };
  };
  return { ...report, findings: report.findings.map(place), suppressed: report.suppressed.map(place) };
}

/** What is said of a comment has its place already. */
function positions(finding: Finding, item: Item, byIdentity: ReadonlyMap<string, Item>): Partial<Finding> {
  const location =
    finding.location ?? (item.kind === 'unreadable' ? item.location : item.locate(finding.path));
  if (finding.related === undefined) return { location };
  return {
    location,
    related: finding.related.map((related) => locateRelated(related, finding, item, byIdentity)),
  };
}

function locateRelated(
  related: Related,
  finding: Finding,
  item: Item,
  byIdentity: ReadonlyMap<string, Item>,
): Related {
  const elsewhere = related.object !== undefined && related.object !== finding.object;
  const home = elsewhere ? byIdentity.get(keyOf(related.object)) : item;
  if (home === undefined || home.kind === 'unreadable' || related.path === undefined) return related;
  return { ...related, location: home.locate(related.path) };
}

function keyOf(object: ObjectIdentity): string {
  return JSON.stringify([object.kind, object.namespace, object.name]);
}

import type { Finding, Fix, Related } from '../lint/finding.ts';
import type { PatchOperation } from '../model/patch.ts';
import type { NotEvaluated, Report, SuppressedFinding } from '../lint/report.ts';
import type { ObjectIdentity } from '../model/identity.ts';
import type { Location } from '../source/location.ts';
import { tool } from './tool.ts';

/**
 * The report as JSON, version 1: one object and a newline. Every member is named here, so that nothing else of a report
 * gets out and the same report gives the same bytes from every face.
 */
export function toJson(report: Report): string {
  const { documents, policies, errors, warnings, infos, suppressed } = report.summary;
  const envelope = {
    version: 1,
    tool: { name: tool.name, version: tool.version },
    findings: report.findings.map(findingOf),
    suppressed: report.suppressed.map(suppressedOf),
    notEvaluated: report.notEvaluated.map(notEvaluatedOf),
    summary: { documents, policies, errors, warnings, infos, suppressed },
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

// JSON.stringify leaves out members that are undefined: that is how optional members stay absent below.

function findingOf(finding: Finding): object {
  const { code, name, severity, confidence, message, help, url, object, path, location, related, fix } =
    finding;
  return {
    code,
    name,
    severity,
    confidence,
    message,
    help,
    url,
    object: object && identityOf(object),
    path,
    location: location && locationOf(location),
    related: related?.map(relatedOf),
    fix: fix && fixOf(fix),
  };
}

function suppressedOf(finding: SuppressedFinding): object {
  const { kind, reason, until, location } = finding.suppression;
  return {
    ...findingOf(finding),
    suppression: { kind, reason, until, location: location && locationOf(location) },
  };
}

function notEvaluatedOf({ code, reason, object }: NotEvaluated): object {
  return { code, reason, object: object && identityOf(object) };
}

function relatedOf({ message, object, path, location }: Related): object {
  return {
    message,
    object: object && identityOf(object),
    path,
    location: location && locationOf(location),
  };
}

function identityOf({ apiVersion, kind, namespace, name }: ObjectIdentity): object {
  return { apiVersion, kind, namespace, name };
}

function locationOf({ file, line, column, endLine, endColumn }: Location): object {
  return { file, line, column, endLine, endColumn };
}

function fixOf({ safe, patch }: Fix): object {
  return { safe, patch: patch.map(operationOf) };
}

function operationOf(operation: PatchOperation): object {
  switch (operation.op) {
    case 'add':
    case 'replace':
      return { op: operation.op, path: operation.path, value: operation.value };
    case 'remove':
      return { op: operation.op, path: operation.path };
    case 'move':
      return { op: operation.op, from: operation.from, path: operation.path };
  }
}

import type { Report, ReportedFinding } from '../lint/report.ts';
import type { Severity } from '../lint/severity.ts';
import { oneLine } from '../model/prose.ts';
import { byPosition } from './order.ts';
import { objectName } from './place.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

/**
 * The report as a Code Quality artifact of GitLab, which shows in a merge request what is new and what is repaired. The
 * fingerprint by which it tells holds no line, so that what moves stays the same.
 */
export function toGitlab({ findings }: Report): string {
  const seen = new Map<string, number>();
  const issues = byPosition(findings).map((finding) => {
    const identity = identityOf(finding);
    const earlier = seen.get(identity) ?? 0;
    seen.set(identity, earlier + 1);
    return issueOf(finding, earlier === 0 ? identity : `${identity} ${earlier + 1}`);
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}

function issueOf(
  { code, name, severity, message, help, location }: ReportedFinding,
  fingerprint: string,
): object {
  return {
    description: `${oneLine(message)}; ${oneLine(help)}`,
    check_name: `${code} ${name}`,
    fingerprint,
    severity: severities[severity],
    location: { path: pathOf(location?.file), lines: { begin: location?.line ?? 1 } },
  };
}

function identityOf({ code, object, path, location }: ReportedFinding): string {
  return [code, pathOf(location?.file), object === undefined ? '' : objectName(object), path].join(' ');
}

/** GitLab knows files by their path from the top of the repository, without `./`. */
function pathOf(file: string | undefined): string {
  return (file ?? '-').replace(/^(?:\.\/)+/, '');
}

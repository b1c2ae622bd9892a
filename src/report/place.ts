import type { Finding } from '../lint/finding.ts';
import { oneLine } from '../model/prose.ts';
import type { ObjectIdentity } from '../model/identity.ts';
import type { Location } from '../source/location.ts';

/** `file:line:column`, which editors and terminals turn into a link; a text without a name is `-`. */
export function positionOf(location: Location): string {
  return `${fileOf(location)}:${location.line}:${location.column}`;
}

/** The name of the text on one line: file names may hold any character but `/` and NUL. */
export function fileOf(location: Location): string {
  return oneLine(location.file ?? '-');
}

/** `NetworkPolicy shop/api`, as far as the object says what it is. */
export function objectName({ kind, namespace, name }: ObjectIdentity): string {
  const full = namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
  return oneLine(`${kind === '' ? 'object' : kind} ${full === '' ? 'without a name' : full}`);
}

/** Where a finding is, by position when the object came as text and by name otherwise. */
export function placeOf(finding: Finding): string {
  if (finding.location !== undefined) return positionOf(finding.location);
  return finding.object === undefined ? '-' : objectName(finding.object);
}

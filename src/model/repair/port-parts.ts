import { hasField, valueAt } from '../json.ts';
import type { PatchOperation } from '../patch.ts';
import { type Path, toPointer } from '../pointer.ts';

/**
 * The patch that writes as two fields what a text says of a port and more: `8000-8080` the ends of a range, `53/UDP` a
 * number and its protocol. Undefined for other texts, and where the second field says something else already.
 */
export function patchOfPortParts(path: Path, document: unknown): readonly PatchOperation[] | undefined {
  const parts = path.at(-1) === 'port' ? portParts(valueAt(document, ...path)) : undefined;
  if (parts === undefined) return undefined;
  const { port, field, value } = parts;
  const item = path.slice(0, -1);
  const replaced: PatchOperation = { op: 'replace', path: toPointer(path), value: port };
  const entry = valueAt(document, ...item);
  if (hasField(entry, field)) return valueAt(entry, field) === value ? [replaced] : undefined;
  return [replaced, { op: 'add', path: toPointer([...item, field]), value }];
}

/** A port, and what a text says besides: the other end of a range, or a protocol. */
export interface PortParts {
  readonly port: number;
  readonly field: 'endPort' | 'protocol';
  readonly value: number | string;
}

/** What `8000-8080` and `53/UDP` say; undefined for what is no such text, and for a range that ends before it begins. */
export function portParts(value: unknown): PortParts | undefined {
  if (typeof value !== 'string') return undefined;
  const [, start, end] = /^\s*(\d{1,5})\s*[-:]\s*(\d{1,5})\s*$/.exec(value) ?? [];
  if (isPort(start) && isPort(end))
    return Number(start) < Number(end)
      ? { port: Number(start), field: 'endPort', value: Number(end) }
      : undefined;
  const [, number, protocol] = /^\s*(\d{1,5})\s*\/\s*(tcp|udp|sctp)\s*$/i.exec(value) ?? [];
  return isPort(number) && protocol !== undefined
    ? { port: Number(number), field: 'protocol', value: protocol.toUpperCase() }
    : undefined;
}

function isPort(text: string | undefined): text is string {
  return text !== undefined && Number(text) >= 1 && Number(text) <= 65_535;
}

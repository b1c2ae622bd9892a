import { hasField, valueAt } from '../../model/json.ts';
import type { PolicyPort, PolicyRule } from '../../model/networkpolicy.ts';
import { pairsOfNeighbours } from './neighbours.ts';
import { isDnsPort } from '../ports/usual-ports.ts';

/** Two neighbouring items of one list of ports that would be one entry if a dash were deleted; positions in the list. */
export interface SplitPorts {
  /** The item with only a protocol. */
  readonly protocol: number;
  /** The item with only a port. */
  readonly port: number;
}

/** The entries of a rule that were likely meant as one; `typed` is their list as typed, where that is known. */
export function likelySplitPorts(
  { ports }: PolicyRule,
  typed: readonly unknown[] | undefined,
): readonly SplitPorts[] {
  return typed === undefined ? splitDnsPorts(ports) : splitPorts(typed);
}

/** The neighbouring items of a list as typed that could have been meant as one, from the top, each item in at most one pair. */
function splitPorts(items: readonly unknown[]): readonly SplitPorts[] {
  return pairsOf(items.map(only));
}

/**
 * The same for a list after defaulting, in which a missing protocol reads TCP: only where DNS, which asks over UDP, has got
 * every port of UDP and a port of TCP can it still be seen.
 */
export function splitDnsPorts(ports: readonly PolicyPort[]): readonly SplitPorts[] {
  return pairsOf(
    ports.map((port) => {
      if (port.kind === 'every') return port.protocol === 'UDP' ? 'protocol' : undefined;
      return port.protocol === 'TCP' && isDnsPort(port) ? 'port' : undefined;
    }),
  );
}

type Half = 'protocol' | 'port' | undefined;

function pairsOf(items: readonly Half[]): readonly SplitPorts[] {
  return pairsOfNeighbours(items, (first, second, index) => {
    if (first === 'protocol' && second === 'port') return { protocol: index, port: index + 1 };
    if (first === 'port' && second === 'protocol') return { protocol: index + 1, port: index };
    return undefined;
  });
}

function only(item: unknown): Half {
  const hasProtocol = (valueAt(item, 'protocol') ?? null) !== null;
  const hasPort = (valueAt(item, 'port') ?? null) !== null;
  if (hasProtocol === hasPort) return undefined;
  return hasPort ? 'port' : hasField(item, 'endPort') ? undefined : 'protocol';
}

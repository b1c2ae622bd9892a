import type { NamespaceIndex } from '../../model/inventory.ts';

/**
 * Whether files show so few namespaces, none of these among them, that nothing follows from a label that none of them has:
 * an application comes with its own namespace, and the others are somebody else's.
 */
export function isGlimpse(names: readonly string[], namespaces: NamespaceIndex): boolean {
  return (
    namespaces.extent().state === 'given' &&
    namespaces.size < several &&
    names.every((name) => namespaces.get(name) === undefined)
  );
}

/** Whoever shows as many shows the cluster. */
const several = 3;

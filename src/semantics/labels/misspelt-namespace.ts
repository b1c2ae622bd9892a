import type { Inventory } from '../../model/inventory.ts';
import type { NetworkPolicy } from '../../model/networkpolicy.ts';
import { madeByKubernetes } from '../surroundings/well-known.ts';
import { isSlip } from './slip.ts';

/** What files show beside a policy. */
export interface Beside {
  readonly namespaces: Inventory['namespaces'];
  readonly pods: Inventory['pods'] | undefined;
  readonly services: Inventory['services'] | undefined;
  readonly policies: Inventory['policies'] | undefined;
}

/**
 * The namespace that files show and that a policy means by a name which is a slip away, that no namespace of theirs has, and
 * nothing else of theirs is in. Files seldom show every namespace, so that only a slip says anything.
 */
export function meantNamespace({ namespace }: NetworkPolicy, beside: Beside): string | undefined {
  const { namespaces, pods, services, policies } = beside;
  if (namespaces.get(namespace) !== undefined || madeByKubernetes.has(namespace)) return undefined;
  const isInUse = [pods, services].some((kind) => (kind?.in(namespace).length ?? 0) > 0);
  if (isInUse || (policies?.in(namespace).length ?? 0) > 1) return undefined;
  return namespaces.all().find(({ name }) => isSlip(namespace, name))?.name;
}

import type { Review } from './admission-request.ts';

/** Whose requests are not judged at all. A cluster administrator's choice, never a tenant's. */
export interface Exemptions {
  /** User names as the API server authenticates them. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Namespaces of policies. */
  readonly namespaces: readonly string[];
  /** Service accounts as `namespace/name`. */
  readonly serviceAccounts: readonly string[];
}

/** Why a request was not judged, for the audit log. */
export type Exemption = 'user' | 'group' | 'namespace' | 'serviceaccount';

/** The first exemption that applies to the request; undefined when it has to be judged. */
export function exemptionOf(review: Review, exemptions: Exemptions): Exemption | undefined {
  const { user, namespace } = review;
  if (exemptions.namespaces.includes(namespace)) return 'namespace';
  if (exemptions.users.includes(user.name)) return 'user';
  if (exemptions.serviceAccounts.some((account) => user.name === userNameOf(account)))
    return 'serviceaccount';
  if (user.groups.some((group) => exemptions.groups.includes(group))) return 'group';
  return undefined;
}

/** The user name that Kubernetes gives to the service account `namespace/name`. */
function userNameOf(account: string): string {
  return `system:serviceaccount:${account.replace('/', ':')}`;
}

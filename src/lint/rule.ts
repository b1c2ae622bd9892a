import type { Inventory } from '../model/inventory.ts';
import type { ObjectIdentity } from '../model/identity.ts';
import type { NetworkPolicy } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import type { Problem } from '../model/problem.ts';
import type { DnsAccess } from '../semantics/dns/access.ts';
import type { Delta } from '../semantics/engine/delta.ts';
import type { Engine } from '../semantics/engine/engine.ts';
import type { Fix } from './finding.ts';
import type { Confidence, Severity } from './severity.ts';
import type { Operation, Raw, Successor, Unreadable } from './target.ts';

/** Everything that a rule can ask to see; `policies` holds the target in its new form. */
export interface Evidence extends Inventory {
  /** The document as typed. */
  readonly raw: Raw;
  /** The policy after defaulting, as the API server would store it. */
  readonly policy: NetworkPolicy;
  /** The same, if it is small enough to compare its entries with each other or with every pod of the cluster. */
  readonly comparable: NetworkPolicy;
  /** The policy, unless a part of what was typed for it is lost: then the rest is not what its author meant. */
  readonly intact: NetworkPolicy;
  /** Why the API server refuses the object; empty when it accepts it. */
  readonly problems: readonly Problem[];
  /** Why the text could not be read. */
  readonly unreadable: Unreadable;
  /** What in the same run takes the place of the policy. */
  readonly successor: Successor;
  /** How the selected pods reach DNS; made of the policies and of the other cluster facts as far as they are known. */
  readonly dns: DnsAccess;
  /** What the request does to the connections of the cluster. */
  readonly delta: Delta;
  /** Questions about the policy among the pods and policies that there are. */
  readonly connectivity: Connectivity;
}

/** What the engine can be asked about one policy of the cluster, or one that is to join it. */
export type Connectivity = Pick<Engine, 'oneSided' | 'redundancy' | 'redundancyOf'>;

/** The name of one piece of evidence. */
export type EvidenceKind = keyof Evidence;

/** What a rule is given: all that it needs, and what it uses as far as it is known. */
export type Facts<Needs extends EvidenceKind, Uses extends EvidenceKind> = Pick<Evidence, Needs> & {
  readonly [Kind in Uses]: Evidence[Kind] | undefined;
} & {
  readonly operation: Operation;
  /** The policies that are judged in the same run, this one among them, as `namespace/name`. */
  readonly judged: ReadonlySet<string>;
};

/** A finding as a rule states it; the engine adds what is the same for every finding of the rule. */
export interface Draft {
  readonly path: Path;
  /** What is wrong, in one sentence without a full stop: names and numbers, no "the policy" in front. */
  readonly message: string;
  /** What to do, as an imperative. */
  readonly help: string;
  /** When it differs from the rule's. */
  readonly severity?: Severity;
  /** When it differs from the rule's. */
  readonly confidence?: Confidence;
  readonly related?: readonly DraftRelated[];
  readonly fix?: Fix;
}

/** A related place as a rule states it; without an object it lies in the target. */
export interface DraftRelated {
  readonly message: string;
  readonly object?: ObjectIdentity;
  readonly path?: Path;
}

/**
 * The answer "cannot tell": neither a finding nor silence. The reason completes "not evaluated: …". Of evidence that the
 * rule can do without elsewhere, and not here, the engine knows why it is missing.
 */
export interface CannotTell {
  readonly cannotTell: string | { readonly without: EvidenceKind };
}

/** Says that this rule cannot judge this target, or a part of it, and why. */
export function cannotTell(reason: CannotTell['cannotTell']): CannotTell {
  return { cannotTell: reason };
}

/** A rule: one kind of mistake, what must be seen to find it, and the function that finds it. */
export interface Rule {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `deny` for rules that refuse the request at admission unless configured otherwise; only for certain errors. */
  readonly admission: 'warn' | 'deny';
  /** One sentence: what it finds. */
  readonly summary: string;
  /** Evidence without which the rule is not run, but listed by name with the reason. */
  readonly needs: readonly EvidenceKind[];
  /** Evidence that sharpens the rule, but that it can do without. */
  readonly uses: readonly EvidenceKind[];
  /** What its findings are no more than possible without: `noOtherPolicies` where those of another kind could allow more. */
  readonly assumes?: 'noOtherPolicies';
  check(facts: Facts<EvidenceKind, never>): Iterable<Draft | CannotTell>;
}

interface RuleDefinition<Needs extends EvidenceKind, Uses extends EvidenceKind> {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly admission?: 'warn' | 'deny';
  readonly summary: string;
  readonly needs: readonly Needs[];
  readonly uses?: readonly Uses[];
  readonly assumes?: 'noOtherPolicies';
  check(facts: Facts<Needs, Uses>): Iterable<Draft | CannotTell>;
}

/** Makes a rule. Reading evidence that `needs` or `uses` does not name is a compile error. */
export function defineRule<Needs extends EvidenceKind, Uses extends EvidenceKind = never>(
  definition: RuleDefinition<Needs, Uses>,
): Rule {
  return { admission: 'warn', uses: [], ...definition };
}

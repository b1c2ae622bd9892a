/** A field of a Go type with `omitempty`: null and absent are decoded alike. */
type Optional<T> = T | null | undefined;

/** A list whose entries may be null, which stands for the zero value of the entry. */
type List<T> = Optional<readonly Optional<T>[]>;

/** A free map; null stands for the empty string. */
export type TextMap = Readonly<Record<string, Optional<string>>>;

/**
 * JSON that decodes into a networking.k8s.io/v1 NetworkPolicy: every field has its type, or is null, or is absent.
 * Nothing else is known about the values. Only fields that the reader looks at are named.
 */
export interface NetworkPolicyObject {
  readonly apiVersion?: Optional<string>;
  readonly kind?: Optional<string>;
  readonly metadata?: Optional<MetadataObject>;
  readonly spec?: Optional<{
    readonly podSelector?: Optional<SelectorObject>;
    readonly ingress?: List<RuleObject>;
    readonly egress?: List<RuleObject>;
    readonly policyTypes?: List<string>;
  }>;
}

/** metav1.ObjectMeta. */
export interface MetadataObject {
  readonly name?: Optional<string>;
  readonly generateName?: Optional<string>;
  readonly namespace?: Optional<string>;
  readonly deletionTimestamp?: Optional<string>;
  readonly finalizers?: List<string>;
}

/** metav1.OwnerReference. */
export interface OwnerReferenceObject {
  readonly apiVersion?: Optional<string>;
  readonly kind?: Optional<string>;
  readonly name?: Optional<string>;
  readonly uid?: Optional<string>;
  readonly controller?: Optional<boolean>;
  readonly blockOwnerDeletion?: Optional<boolean>;
}

/** NetworkPolicyIngressRule and NetworkPolicyEgressRule in one: each has only one of `from` and `to`. */
export interface RuleObject {
  readonly from?: List<PeerObject>;
  readonly to?: List<PeerObject>;
  readonly ports?: List<PortObject>;
}

/** NetworkPolicyPeer. */
export interface PeerObject {
  readonly podSelector?: Optional<SelectorObject>;
  readonly namespaceSelector?: Optional<SelectorObject>;
  readonly ipBlock?: Optional<IPBlockObject>;
}

/** IPBlock. */
export interface IPBlockObject {
  readonly cidr?: Optional<string>;
  readonly except?: List<string>;
}

/** NetworkPolicyPort. */
export interface PortObject {
  readonly protocol?: Optional<string>;
  readonly port?: Optional<number | string>;
  readonly endPort?: Optional<number>;
}

/** metav1.LabelSelector. */
export interface SelectorObject {
  readonly matchLabels?: Optional<TextMap>;
  readonly matchExpressions?: List<RequirementObject>;
}

/** metav1.LabelSelectorRequirement. */
export interface RequirementObject {
  readonly key?: Optional<string>;
  readonly operator?: Optional<string>;
  readonly values?: List<string>;
}

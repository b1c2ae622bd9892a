import type { Requirement } from '../model/selector.ts';
import type { AddressSet } from '../semantics/sets/address-set.ts';

/** Some pods, by the fewest words that mean exactly them among all pods that are known. */
export type PodSet =
  /** Every pod; those on the host network are `included`, or `apart` where they are named by themselves. */
  | { readonly kind: 'all'; readonly hostNetwork: 'included' | 'apart' }
  /** Every pod but these; those on the host network are not meant. */
  | { readonly kind: 'allBut'; readonly but: readonly PodSet[] }
  /** Every pod of these namespaces, those on the host network aside. */
  | { readonly kind: 'namespaces'; readonly namespaces: readonly string[] }
  /** The pods of these namespaces that have these labels, those on the host network aside. */
  | {
      readonly kind: 'labels';
      readonly namespaces: readonly string[];
      readonly requirements: readonly Requirement[];
    }
  /** One pod, or the pods of one workload; `name` is `web-1` or `Deployment/web`. */
  | {
      readonly kind: 'one';
      readonly namespace: string;
      readonly name: string;
      readonly hostNetwork: boolean;
    }
  /** An imaginary pod that has these labels and no others, see exposure.ts. */
  | ImaginaryPod;

/** A pod that no file shows, but that a policy speaks of; `namespace` is undefined where only its labels are told. */
export interface ImaginaryPod {
  readonly kind: 'imaginary';
  /** Any such pod, or any but those that are named besides. */
  readonly which: 'any' | 'other';
  readonly namespace: string | undefined;
  readonly namespaceRequirements: readonly Requirement[];
  readonly requirements: readonly Requirement[];
}

/** Endpoints by name. */
export interface NamedEnds {
  readonly pods: readonly PodSet[];
  /** Addresses outside of the pod network. */
  readonly addresses: AddressSet;
}

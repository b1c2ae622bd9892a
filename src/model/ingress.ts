/** A port of a Service to which an Ingress or a route leads. */
export interface IngressBackend {
  readonly name: string;
  /** By its number or its name; undefined for any port. */
  readonly port?: number | string;
  /** By the number of the pods' port to which it leads. */
  readonly targetPort?: number;
}

/** The kinds whose objects lead requests from outside to Services, as they are written in files. */
export type IngressKind = 'Ingress' | 'HTTPRoute' | 'GRPCRoute' | 'Route';

/** An Ingress or a route: the Services of its namespace to which some controller leads requests from outside. */
export interface Ingress {
  readonly kind: IngressKind;
  readonly namespace: string;
  readonly name: string;
  /** Without repetition. */
  readonly backends: readonly IngressBackend[];
  /** Set where what leads in may be pods of the same namespace: those of a Gateway that is there. */
  readonly gatewayHere?: true;
}

/** A port of a Service to which an Ingress leads, by its number or its name. */
export interface IngressBackend {
  readonly name: string;
  readonly port: number | string;
}

/** An Ingress: the Services of its namespace to which some controller leads requests from outside. */
export interface Ingress {
  readonly namespace: string;
  readonly name: string;
  /** Without repetition. */
  readonly backends: readonly IngressBackend[];
}

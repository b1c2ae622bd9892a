/** A host that a container is given, by its environment, arguments or command, and that may be a Service. */
export interface CalledHost {
  /** As `postgres`, `postgres.shop` or, of one pod, `kafka-0.kafka.shop`: without `.svc` and the domain of the cluster. */
  readonly host: string;
  /** Undefined where none is written. */
  readonly port: number | undefined;
  /** Where it stands: the name of the variable, `args` or `command`. What else is there may be secret and is not kept. */
  readonly by: string;
  /** Whether it is said to this container, or to all that take a whole ConfigMap, of which each may need a part. */
  readonly to: 'container' | 'everyone';
}

/** Equal for equal hosts and no others. */
export function calledHostKey({ host, port, by, to }: CalledHost): string {
  return `${host}:${port ?? ''} ${by} ${to}`;
}

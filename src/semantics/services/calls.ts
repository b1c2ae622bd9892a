import { type Direction, directions, type NetworkPolicy, type Protocol } from '../../model/networkpolicy.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import type { Connection } from '../connection.ts';
import type { SideExplanation } from '../side.ts';
import { type VerdictFacts, verdict } from '../verdict.ts';
import type { Caller } from './callers.ts';
import { leadsTo, targetNumbers } from './service-targets.ts';

/** A caller and the port of a Service that it is given. */
export interface Call {
  readonly caller: Caller;
  readonly service: Service;
  /** As clients write it. */
  readonly port: number;
  readonly protocol: Protocol;
  /** What the pods of the Service listen on; policies see this one. */
  readonly target: number;
  /** Pods behind the Service, one of those with the same labels; never none. */
  readonly callees: readonly Pod[];
}

/** The call that a caller makes of a Service; undefined where it is not clear which port it means, or of which pods. */
export function callOf(caller: Caller, service: Service, behind: readonly Pod[]): Call | undefined {
  const callees = [...new Map(behind.map((pod) => [pod.labels, pod])).values()].slice(0, mostCallees);
  if (callees.length === 0 || callees.some((pod) => pod.hostNetwork)) return undefined;
  if (isOwnName(caller, service) || (caller.podNames.size > 0 && !service.headless)) return undefined;
  const found = portOf(caller, service, callees);
  return found === undefined ? undefined : { caller, service, callees, ...found };
}

/** Behind one Service there are a few workloads. */
const mostCallees = 8;

/** A pod is given its own Service to tell others; those that are given several of its pods by name call these. */
function isOwnName({ pods, podNames }: Caller, service: Service): boolean {
  return podNames.size < 2 && pods.some((pod) => leadsTo(service, pod));
}

function portOf(
  { called }: Caller,
  service: Service,
  callees: readonly Pod[],
): Pick<Call, 'port' | 'protocol' | 'target'> | undefined {
  const [only, ...others] = service.ports.filter((each) => means(called.port, each, service, callees));
  if (only === undefined || others.length > 0) return undefined;
  const targets = new Set(callees.flatMap((pod) => targetNumbers(only, pod)));
  const [target] = targets;
  if (target === undefined || targets.size > 1) return undefined;
  const port = service.headless ? target : only.port;
  return { port: called.port ?? port, protocol: only.protocol, target };
}

/** The name of a headless Service leads to the pods themselves, and clients use their ports. */
function means(
  called: number | undefined,
  servicePort: ServicePort,
  { headless }: Service,
  callees: readonly Pod[],
): boolean {
  if (called === undefined) return true;
  if (!headless) return servicePort.port === called;
  return callees.some((pod) => targetNumbers(servicePort, pod).includes(called));
}

/** What the policies say of a call: whether they keep it out, and at which ends; a pod that gets through is enough. */
export interface CallVerdict {
  /** `unknown` where it depends on what is not known. */
  readonly admitted: 'yes' | 'no' | 'unknown';
  /** What each end says that keeps it out. */
  readonly denied: Readonly<Partial<Record<Direction, readonly NetworkPolicy[]>>>;
  /** One of the connections that are kept out. */
  readonly connection: Connection;
  readonly sides: Readonly<Record<Direction, SideExplanation>>;
}

/** Judges all pods of the caller with all pods of the Service. */
export function judgeCall(
  { caller, callees, protocol, target: port }: Call,
  facts: VerdictFacts,
): CallVerdict {
  const verdicts = caller.pods.flatMap((source) =>
    callees.map((destination) => {
      const connection: Connection = {
        source: { kind: 'pod', pod: source },
        destination: { kind: 'pod', pod: destination },
        protocol,
        port,
      };
      return { connection, ...verdict(connection, facts) };
    }),
  );
  const [first] = verdicts;
  if (first === undefined) throw new TypeError('a call has a caller and a callee');
  const answers = verdicts.map(({ answer }) => answer);
  const open = answers.includes('unknown') ? 'unknown' : 'no';
  return {
    admitted: answers.includes('yes') ? 'yes' : open,
    denied: Object.fromEntries(
      directions.flatMap((direction) => {
        const denials = verdicts.map((each) => each[direction]).filter((side) => side.kind === 'denied');
        if (denials.length < verdicts.length) return [];
        return [[direction, [...new Set(denials.flatMap(({ isolatedBy }) => isolatedBy))]] as const];
      }),
    ),
    connection: first.connection,
    sides: first,
  };
}

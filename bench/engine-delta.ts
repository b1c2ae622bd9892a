/** What it takes to say what one request changes, at 100,000 pods and 10,000 policies. */
import type { NetworkPolicy } from '../src/model/networkpolicy.ts';
import { compileSelector, everything } from '../src/model/selector.ts';
import type { Delta } from '../src/semantics/engine/delta.ts';
import type { Engine } from '../src/semantics/engine/engine.ts';
import { buildEngine } from './engine-build.ts';
import { describeTimes, report, timesOf } from './support/measure.ts';
import {
  block,
  clusterOf,
  ingress,
  labelled,
  podOf,
  pods,
  policyOf,
  type Shape,
  tcp,
} from './support/shapes.ts';

const shape: Shape = { namespaces: 2_500, pods: 40, policies: 4, replicas: 4 };
const largeShape: Shape = { ...shape, pods: 1000 };

/** Answers the question; the 2,500 namespaces have 40 pods each, and one more has 1,000 pods and 40 policies. */
export function measureDelta(): void {
  const store = clusterOf(shape);
  for (let index = 0; index < 1000; index += 1) {
    store.put('pods', { ...podOf(largeShape, 200, index), namespace: 'large' });
  }
  for (let index = 0; index < 40; index += 1) {
    store.put('policies', { ...policyOf(largeShape, 200, index), namespace: 'large' });
  }
  const engine = buildEngine('2,501 namespaces, 101,000 pods, 10,040 policies', store);
  measureOrdinary(engine);
  measureLarge(engine);
}

function measureOrdinary(engine: Engine): void {
  const about = (run: number): { namespace: string; name: string } => ({
    namespace: `ns-${run * 7}`,
    name: 'new',
  });
  const app = labelled(['app', 'app-1']);
  delta(engine, 'one workload to another', (run) => ingress(about(run), app, local));
  delta(engine, 'a workload from the pods of a team', (run) => ingress(about(run), app, ofTeam));
  delta(engine, 'a workload to addresses, pods among them', (run) => ({
    ...about(run),
    podSelector: app,
    isolates: ['egress'],
    ingress: [],
    egress: [{ peers: [block('10.0.0.0/9', '10.1.0.0/16')], ports: [tcp(443)] }],
  }));
  delta(engine, 'a workload from namespaceSelector {}', (run) => ingress(about(run), app, anywhere));
  delta(engine, 'a namespace from namespaceSelector {}', (run) => ingress(about(run), everything, anywhere));
  delta(engine, 'a namespace isolated for egress', (run) => ({
    ...about(run),
    podSelector: everything,
    isolates: ['egress'],
    ingress: [],
    egress: [local],
  }));
  delta(engine, 'a label key that no policy mentions yet', (run) =>
    ingress(about(run), compileSelector([{ key: `key-${run}`, operator: 'DoesNotExist' }]), ofNewKey(run)),
  );
}

function measureLarge(engine: Engine): void {
  const about = { namespace: 'large', name: 'new' };
  delta(engine, '1,000 pods from one workload', () => ingress(about, everything, local));
  delta(engine, '1,000 pods from namespaceSelector {}', () => ingress(about, everything, anywhere));
  delta(engine, '1,000 pods, both directions, namespaceSelector {}', () => ({
    ...ingress(about, everything, anywhere),
    isolates: ['ingress', 'egress'],
    egress: [anywhere],
  }));
}

const local = { peers: [pods(labelled(['app', 'app-2']))], ports: [tcp(80)] };
const anywhere = { peers: [pods(undefined, everything)], ports: [tcp(80)] };
const ofTeam = { peers: [pods(labelled(['tier', 'front']), labelled(['team', 'team-3']))], ports: [tcp(80)] };

function ofNewKey(run: number): typeof local {
  return { peers: [pods(labelled([`other-${run}`, 'x']), everything)], ports: [tcp(80)] };
}

function delta(engine: Engine, what: string, policyFor: (run: number) => NetworkPolicy): void {
  const ask = (run: number): number => read(engine.delta([{ kind: 'put', policy: policyFor(run) }]));
  for (let run = 0; run < 20; run += 1) ask(run);
  report(`delta: ${what}`, describeTimes(timesOf(200, ask)));
}

/** What a rule reads of a delta: counts, and a few names. */
function read({ connections, newlyIsolated }: Delta): number {
  let seen = newlyIsolated.ingress.podCount + newlyIsolated.egress.podCount;
  for (const { sources, destinations } of connections.slice(0, 5)) {
    seen +=
      sources.podCount + sources.sample(3).length + destinations.podCount + destinations.sample(3).length;
  }
  return seen;
}

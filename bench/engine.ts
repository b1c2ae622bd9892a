/** How the engine holds up at the size of the largest clusters: building, one event, and the delta of one request. */
import type { NetworkPolicy } from '../src/model/networkpolicy.ts';
import { everything } from '../src/model/selector.ts';
import type { Store } from '../src/model/store.ts';
import type { Delta } from '../src/semantics/engine/delta.ts';
import { createEngine, type Engine } from '../src/semantics/engine/engine.ts';
import { describeTimes, timeOf, timesOf } from './measure.ts';
import { clusterOf, ingress, labelled, podOf, pods, policyOf, type Shape, tcp } from './shapes.ts';

const wide: Shape = { namespaces: 25_000, pods: 4, policies: 3, replicas: 2 };
const busy: Shape = { namespaces: 2_500, pods: 40, policies: 4, replicas: 4 };

function report(question: string, answer: string): void {
  process.stdout.write(`${question.padEnd(76)} ${answer}\n`);
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function build(name: string, store: Store): Engine {
  const before = heapUsed();
  const engines: Engine[] = [];
  const time = timeOf(() => engines.push(createEngine(store.inventory)));
  report(
    `build ${name}`,
    `${(time / 1000).toFixed(2)} s, ${(heapUsed() - before).toFixed(0)} MiB beside the store`,
  );
  const [engine] = engines;
  if (engine === undefined) throw new Error('no engine was built');
  store.onChange((change) => engine.apply(change));
  return engine;
}

/** What a rule reads of a delta: counts, and a few names. */
function read({ connections, newlyIsolated }: Delta): number {
  let seen = newlyIsolated.ingress.podCount + newlyIsolated.egress.podCount;
  for (const { sources, destinations } of connections) {
    seen +=
      sources.podCount + sources.sample(3).length + destinations.podCount + destinations.namespaces().length;
  }
  return seen;
}

function delta(engine: Engine, what: string, runs: number, policyFor: (run: number) => NetworkPolicy): void {
  const times = timesOf(runs, (run) => read(engine.delta([{ kind: 'put', policy: policyFor(run) }])));
  report(`delta: ${what}`, describeTimes(times));
}

function events(store: Store, shape: Shape): void {
  const relabelled = timesOf(2000, (run) => {
    const pod = podOf(shape, (run * 7) % shape.namespaces, run % shape.pods);
    store.put('pods', { ...pod, labels: new Map([...pod.labels, ['app', `new-${run % 5}`]]) });
  });
  report('event: a pod gets other labels', describeTimes(relabelled));
  const policies = timesOf(2000, (run) => {
    store.put('policies', { ...policyOf(shape, (run * 11) % shape.namespaces, 1), podSelector: everything });
  });
  report('event: a policy changes', describeTimes(policies));
  const namespaces = timesOf(2000, (run) => {
    const name = `ns-${(run * 13) % shape.namespaces}`;
    store.put('namespaces', {
      name,
      labels: new Map([
        ['kubernetes.io/metadata.name', name],
        ['team', `other-${run % 9}`],
      ]),
    });
  });
  report('event: a namespace gets other labels', describeTimes(namespaces));
}

function deltas(engine: Engine): void {
  const about = (run: number): { namespace: string; name: string } => ({
    namespace: `ns-${run * 7}`,
    name: 'new',
  });
  const app = labelled(['app', 'app-1']);
  const local = { peers: [pods(labelled(['app', 'app-2']))], ports: [tcp(80)] };
  const anywhere = { peers: [pods(undefined, everything)], ports: [tcp(80)] };
  delta(engine, 'ordinary selectors, one workload to another', 300, (run) => ingress(about(run), app, local));
  delta(engine, 'namespaceSelector {} as the peer', 300, (run) => ingress(about(run), app, anywhere));
  delta(engine, 'every pod of the namespace, from every namespace', 300, (run) =>
    ingress(about(run), everything, anywhere),
  );
  delta(engine, 'isolates every pod of a namespace for egress', 300, (run) => ({
    ...about(run),
    podSelector: everything,
    isolates: ['egress'],
    ingress: [],
    egress: [local],
  }));
  const large = { namespace: 'large', name: 'new' };
  delta(engine, 'empty selector in a namespace of 1,000 pods', 100, () => ingress(large, everything, local));
  delta(engine, 'the same, both directions, from every namespace', 100, () => ({
    ...ingress(large, everything, anywhere),
    isolates: ['ingress', 'egress'],
    egress: [anywhere],
  }));
}

const wideStore = clusterOf(wide);
build('25,000 namespaces, 100,000 pods, 75,000 policies', wideStore);
events(wideStore, wide);
const busyStore = clusterOf(busy);
for (let index = 0; index < 1000; index += 1) {
  busyStore.put('pods', { ...podOf({ ...busy, pods: 1000 }, 200, index), namespace: 'large' });
}
for (let index = 0; index < 40; index += 1) {
  busyStore.put('policies', { ...policyOf({ ...busy, pods: 1000 }, 200, index), namespace: 'large' });
}
const busyEngine = build('2,501 namespaces, 101,000 pods, 10,040 policies', busyStore);
deltas(busyEngine);

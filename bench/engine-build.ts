/** How long the engine takes to know the largest cluster, what it then needs, and what one event costs. */
import { namespaceNameLabel } from '../src/model/namespace.ts';
import { everything } from '../src/model/selector.ts';
import type { Store } from '../src/model/store.ts';
import { createEngine, type Engine } from '../src/semantics/engine/engine.ts';
import { describeTimes, heapUsed, report, timeOf, timesOf } from './support/measure.ts';
import { clusterOf, podOf, policyOf, type Shape } from './support/shapes.ts';

const shape: Shape = { namespaces: 25_000, pods: 4, policies: 3, replicas: 2 };

/** Builds the engine of a store, reports time and memory, and lets it follow the store. */
export function buildEngine(name: string, store: Store): Engine {
  const before = heapUsed();
  const engines: Engine[] = [];
  const time = timeOf(() => engines.push(createEngine(store.inventory)));
  report(
    `build: ${name}`,
    `${(time / 1000).toFixed(2)} s, ${(heapUsed() - before).toFixed(0)} MiB beside the store`,
  );
  const [engine] = engines;
  if (engine === undefined) throw new Error('no engine was built');
  store.onChange((change) => engine.apply(change));
  return engine;
}

/** Whether an object costs the same in a small and in a large cluster: the median of three builds at each size. */
function measureGrowth(): void {
  const costs = [0.01, 0.1, 1].map((share) => {
    const size = { ...shape, namespaces: shape.namespaces * share };
    const { inventory } = clusterOf(size);
    const { median } = timesOf(3, () => void createEngine(inventory));
    const objects = size.namespaces * (1 + size.pods + size.policies);
    return ((median / objects) * 1000).toFixed(1);
  });
  report('build: each object, at 1 %, 10 % and 100 % of that size', `${costs.join(', ')} microseconds`);
}

/** Answers the question. */
export function measureBuild(): void {
  const store = clusterOf(shape);
  buildEngine('25,000 namespaces, 100,000 pods, 75,000 policies', store);
  report('event: a pod gets other labels', describeTimes(timesOf(2000, (run) => relabelPod(store, run))));
  report(
    'event: a pod comes up with a new address',
    describeTimes(timesOf(2000, (run) => movePod(store, run))),
  );
  report('event: a policy changes', describeTimes(timesOf(2000, (run) => changePolicy(store, run))));
  report(
    'event: a namespace gets other labels',
    describeTimes(timesOf(2000, (run) => relabelNamespace(store, run))),
  );
  measureGrowth();
}

function relabelPod(store: Store, run: number): void {
  const pod = podOf(shape, (run * 7) % shape.namespaces, run % shape.pods);
  store.put('pods', { ...pod, labels: new Map([...pod.labels, ['app', `new-${run % 5}`]]) });
}

function movePod(store: Store, run: number): void {
  const pod = podOf(shape, (run * 17) % shape.namespaces, run % shape.pods);
  store.put('pods', { ...pod, addresses: [{ family: 4, value: BigInt(10 * 2 ** 24 + 2 ** 20 + run) }] });
}

function changePolicy(store: Store, run: number): void {
  store.put('policies', { ...policyOf(shape, (run * 11) % shape.namespaces, 1), podSelector: everything });
}

function relabelNamespace(store: Store, run: number): void {
  const name = `ns-${(run * 13) % shape.namespaces}`;
  const labels = new Map([
    [namespaceNameLabel, name],
    ['team', `other-${run % 9}`],
  ]);
  store.put('namespaces', { name, labels });
}

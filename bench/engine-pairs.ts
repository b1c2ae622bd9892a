/** How much is gained over judging pair by pair, and what the whole map and the whole set cost. */
import { createEngine } from '../src/semantics/engine/engine.ts';
import { verdict } from '../src/semantics/verdict.ts';
import { describeTimes, report, timeOf, type Times, timesOf } from './support/measure.ts';
import { clusterOf, type Shape } from './support/shapes.ts';

const shape: Shape = { namespaces: 50, pods: 20, policies: 4, replicas: 2 };

/** Answers the question, for one port in the pairwise case and for all ports in the engine's. */
export function measurePairs(): void {
  const { inventory } = clusterOf(shape);
  const pods = [...inventory.pods.all()];
  const every = 97;
  let judged = 0;
  const pairwise = timeOf(() => {
    for (let index = 0; index < pods.length * pods.length; index += every) {
      const source = pods[index % pods.length];
      const destination = pods[Math.floor(index / pods.length)];
      if (source === undefined || destination === undefined) continue;
      const ends = {
        source: { kind: 'pod', pod: source },
        destination: { kind: 'pod', pod: destination },
      } as const;
      verdict({ ...ends, protocol: 'TCP', port: 8080 }, inventory);
      judged += 1;
    }
  });
  const estimate = (pairwise / judged) * pods.length * pods.length;
  const map = timesOf(20, () => createEngine(inventory).connectivity());
  report(
    '1,000 pods, 200 policies: every pair by the pairwise reference',
    `${estimate.toFixed(0)} ms (from ${judged} pairs)`,
  );
  report('1,000 pods, 200 policies: engine built and whole map', describeTimes(map));
  report('the engine is faster by', `${(estimate / map.median).toFixed(0)} times`);
}

/** How long it takes to find all that is redundant among 80 policies for 200 pods, and how that grows. */
export function measureRedundancy(): void {
  const sizes = [20, 100, 500];
  const all = sizes.map(wholeRedundancy);
  if (all[0] !== undefined)
    report('200 pods, 80 policies: engine built and all redundancy', describeTimes(all[0]));
  const costs = all.map(({ median }, index) => ((median / ((sizes[index] ?? 1) * 4)) * 1000).toFixed(0));
  report('the same for each of 80, 400 and 2,000 policies', `${costs.join(', ')} microseconds`);
  const one = clusterOf({ namespaces: 1, pods: 200, policies: 80, replicas: 2 }).inventory;
  const single = timesOf(20, () => createEngine(one).redundancy('ns-0'));
  report('the same 80 in one namespace', describeTimes(single));
}

function wholeRedundancy(namespaces: number): Times {
  const { inventory } = clusterOf({ namespaces, pods: 10, policies: 4, replicas: 2 });
  const names = [...inventory.namespaces.all()].map(({ name }) => name);
  return timesOf(20, () => {
    const engine = createEngine(inventory);
    for (const name of names) engine.redundancy(name);
  });
}

import { Counter, Gauge, type Registry } from 'prom-client';

/** How one kind of cluster facts stands, as far as it is measured. */
export interface MeasuredKind {
  readonly freshness: string;
  readonly objects: number;
  readonly unreadable: number;
  /** In milliseconds since 1970; undefined when the server never told anything. */
  readonly lastEvent: number | undefined;
  readonly relists: number;
  readonly missed: number;
  readonly restarts: ReadonlyMap<string, number>;
}

/** Measures the inventory whenever metrics are read, so that numbers and facts cannot differ. */
export function measureInventory(
  registry: Registry,
  state: () => Readonly<Record<string, MeasuredKind>>,
): void {
  const gauge = (name: string, help: string, read: (kind: MeasuredKind) => number | undefined): void => {
    const metric = new Gauge({
      name: `netpol_lint_inventory_${name}`,
      help,
      labelNames: ['kind'],
      registers: [registry],
      collect: () => {
        for (const [kind, each] of Object.entries(state())) {
          const value = read(each);
          if (value !== undefined) metric.set({ kind }, value);
        }
      },
    });
  };
  gauge('synced', 'Whether rules may rely on the facts of this kind.', ({ freshness }) =>
    freshness === 'current' || freshness === 'behind' || freshness === 'stale' ? 1 : 0,
  );
  gauge('objects', 'Objects known.', ({ objects }) => objects);
  gauge('unreadable_objects', 'Objects that make no sense to this version.', ({ unreadable }) => unreadable);
  gauge('last_event_timestamp_seconds', 'When the API server last told something.', ({ lastEvent }) =>
    lastEvent === undefined ? undefined : lastEvent / 1000,
  );
  countInventory(registry, state);
}

function countInventory(registry: Registry, state: () => Readonly<Record<string, MeasuredKind>>): void {
  const counter = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: (kind: MeasuredKind) => Iterable<readonly [labels: Partial<Record<Label, string>>, count: number]>,
  ): void => {
    const metric = new Counter<string>({
      name: `netpol_lint_inventory_${name}`,
      help,
      labelNames: ['kind', ...labelNames],
      registers: [registry],
      // What is counted elsewhere is written over what it was.
      collect: () => {
        metric.reset();
        for (const [kind, each] of Object.entries(state()))
          for (const [labels, count] of read(each)) metric.inc({ kind, ...labels }, count);
      },
    });
  };
  counter('relist_total', 'Lists after the first.', [], ({ relists }) => [[{}, relists]]);
  counter(
    'relist_divergence_total',
    'Objects that a relist found changed and the watch had not told.',
    [],
    ({ missed }) => [[{}, missed]],
  );
  counter(
    'watch_restarts_total',
    'Watches opened again, by what ended the one before.',
    ['reason'],
    ({ restarts }) => [...restarts].map(([reason, count]) => [{ reason }, count]),
  );
}

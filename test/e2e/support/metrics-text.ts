/** Adds up the series of a metric in Prometheus' text format whose labels contain `labels`; 0 when there is none. */
export function sumOfSeries(text: string, name: string, labels: string): number {
  let sum = 0;
  for (const line of text.split('\n')) {
    const [, metric, written = '', value] = /^([a-zA-Z_:]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (metric === name && written.includes(labels)) sum += Number(value);
  }
  return sum;
}

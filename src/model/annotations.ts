import { type Labels, noLabels, readLabels } from './labels.ts';

/** The annotations by which pods ask Prometheus to be scraped, as its documentation and most charts configure it. */
export const scrapeAnnotations = { isWanted: 'prometheus.io/scrape', port: 'prometheus.io/port' } as const;

/** The annotations that say how a service mesh redirects the traffic of pods. */
export const meshAnnotations = {
  ambientBypass: 'ambient.istio.io/bypass-inbound-capture',
  linkerdInboundPort: 'config.linkerd.io/inbound-port',
  linkerdSkippedPorts: 'config.linkerd.io/skip-inbound-ports',
  linkerdInject: 'linkerd.io/inject',
} as const;

/** No other is kept. */
const kept: ReadonlySet<string> = new Set([
  ...Object.values(meshAnnotations),
  ...Object.values(scrapeAnnotations),
]);

/** Those of the annotations that are kept, as a part of an object; without any the part is empty. */
export function readAnnotations(value: unknown): { readonly annotations?: Labels } {
  const own = [...readLabels(value)].filter(([key]) => kept.has(key));
  return own.length === 0 ? {} : { annotations: new Map(own) };
}

/** The annotations that are kept, none being as good as an empty set. */
export function annotationsOf({ annotations = noLabels }: { readonly annotations?: Labels }): Labels {
  return annotations;
}

import { asksForLabel, type Selector, valuesAskedFor } from '../../model/selector.ts';

/** Labels of the API server's pods on OpenShift, and of its Service on every cluster. */
const apiServerLabels: readonly (readonly [key: string, value: string])[] = [
  ['app', 'openshift-kube-apiserver'],
  ['apiserver', 'true'],
  ['component', 'apiserver'],
];

/** Whether the selector asks for a label that the API server or its Service is known to have. */
export function asksForApiServerLabel(selector: Selector): boolean {
  return apiServerLabels.some(([key, value]) => asksForLabel(selector, key, value));
}

/** Whether the selector is meant for the API server: by such a label, or by a value that is its name. */
export function meansApiServer(selector: Selector): boolean {
  return (
    asksForApiServerLabel(selector) ||
    selector.requirements.flatMap(valuesAskedFor).includes('kube-apiserver')
  );
}

/** Whether the selector may be meant for the API server; other API servers are called much the same. */
export function mayMeanApiServer(selector: Selector): boolean {
  const values = selector.requirements.flatMap(valuesAskedFor);
  return asksForApiServerLabel(selector) || values.some((value) => /api-?server/.test(value));
}

/** How the lint of one namespace grows with its policies: what every rule asks of all of them must be asked once. */
import { lintManifests } from '../src/manifest/lint-manifests.ts';
import { catalog } from '../src/rules/index.ts';
import { report, timesOf } from './support/measure.ts';

const sizes = [1000, 8000];
const runs = 3;

function policy(index: number, selector: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p-${index}, namespace: crowd }
spec:
  podSelector: ${selector}
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: app-${index + 1} } } }]
      ports: [{ port: ${1000 + (index % 5000)} }]
`;
}

const shapes: readonly (readonly [name: string, selectorOf: (index: number) => string])[] = [
  ['policies of one workload each', (index) => `{ matchLabels: { app: app-${index} } }`],
  ['policies of all pods', () => '{}'],
];

function secondsFor(size: number, selectorOf: (index: number) => string): number {
  const text = Array.from({ length: size }, (_, index) => policy(index, selectorOf(index))).join('---\n');
  const { median } = timesOf(runs, () =>
    lintManifests({
      texts: [{ text, chosen: 'named' }],
      context: [],
      defaultNamespace: 'default',
      strictCidr: true,
      ruleset: { rules: catalog, settings: new Map() },
    }),
  );
  return median / 1000;
}

for (const [name, selectorOf] of shapes) {
  const [few = 0, many = 0] = sizes.map((size) => secondsFor(size, selectorOf));
  report(
    `${sizes.map((size) => size.toLocaleString('en')).join(' and ')} ${name}`,
    `${few.toFixed(2)} s and ${many.toFixed(2)} s, ${(many / few).toFixed(1)} times as long`,
  );
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadAll } from 'js-yaml';
import packageJson from '../package.json' with { type: 'json' };
import { watchedKinds } from '../src/cluster/watched-kind.ts';
import { loadConfiguration } from '../src/config/load-configuration.ts';
import { catalog } from '../src/rules/index.ts';
import { runCommandLine } from './support/command-line.ts';

const base = join(import.meta.dirname, '../manifests/base');

/** Every object that the files of the base declare, by kind. */
const shipped = new Map(
  readdirSync(base)
    .flatMap((file) => loadAll(readFileSync(join(base, file), 'utf8')) as { readonly kind?: string }[])
    .map((object) => [object.kind ?? 'configuration', object]),
);

interface Deployment {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly containers: readonly [
          { readonly ports: readonly { readonly name: string; readonly containerPort: number }[] },
        ];
      };
    };
  };
}

interface ClusterRole {
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

interface Webhooks {
  readonly webhooks: readonly [{ readonly timeoutSeconds: number; readonly failurePolicy: string }];
}

interface Shipped {
  readonly Deployment: Deployment;
  readonly ClusterRole: ClusterRole;
  readonly ValidatingWebhookConfiguration: Webhooks;
  readonly Kustomization: { readonly images: readonly object[] };
}

function objectOf<Kind extends keyof Shipped>(kind: Kind): Shipped[Kind] {
  const object = shipped.get(kind);
  assert.ok(object !== undefined, kind);
  return object as unknown as Shipped[Kind];
}

function configurationWith(...args: readonly string[]): ReturnType<typeof loadConfiguration> {
  const environment = { KUBERNETES_SERVICE_HOST: '10.96.0.1' };
  return loadConfiguration({ args, environment, examples: '', rules: catalog });
}

test('what we ship passes our own rules', async () => {
  const outcome = await runCommandLine(['lint', '--max-warnings', '0', join(base, '..')]);
  assert.equal(outcome.status, 0, outcome.stdout);
  assert.match(outcome.stdout, /^no findings in 1 policy/m);
});

test('the shipped configuration is valid, and the defaults that it says it is', () => {
  const shown = configurationWith('--config', join(base, 'netpol-lint.yaml'));
  const bare = configurationWith();
  assert.ok('configuration' in shown && 'configuration' in bare);
  assert.deepEqual(shown.configuration, bare.configuration);
});

test('the rights are those that the watch needs', () => {
  const { rules } = objectOf('ClusterRole');
  const granted = rules.flatMap(({ apiGroups, resources, verbs }) =>
    resources.map((resource) => [apiGroups.join(), resource, verbs.join()].join(' ')),
  );
  const needed = Object.values(watchedKinds).map(({ apiVersion, resource }) => {
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    return `${group} ${resource} get,list,watch`;
  });
  assert.deepEqual(granted.sort(), needed.sort());
});

test('the container names the ports on which the server listens in a pod', () => {
  const loaded = configurationWith();
  assert.ok('configuration' in loaded);
  const { admission, probes, metrics } = loaded.configuration.listeners;
  assert.ok(probes !== 'shared' && metrics !== 'shared');
  const [{ ports }] = objectOf('Deployment').spec.template.spec.containers;
  assert.deepEqual(Object.fromEntries(ports.map(({ name, containerPort }) => [name, containerPort])), {
    admission: admission.port,
    probes: probes.port,
    metrics: metrics.port,
  });
});

test('an ending pod has time for its drain and for the longest call that the API server waits for', () => {
  const loaded = configurationWith();
  assert.ok('configuration' in loaded);
  const { terminationGracePeriodSeconds } = objectOf('Deployment').spec.template.spec;
  const [{ timeoutSeconds, failurePolicy }] = objectOf('ValidatingWebhookConfiguration').webhooks;
  assert.ok(terminationGracePeriodSeconds > loaded.configuration.drainSeconds + timeoutSeconds);
  assert.equal(failurePolicy, 'Ignore');
});

test('the manifests name the image of this version', () => {
  const { images } = objectOf('Kustomization');
  assert.deepEqual(images, [{ name: 'netpol-lint', newTag: packageJson.version }]);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inventoryOf } from '../../src/model/given.ts';
import type { Extent, Inventory } from '../../src/model/inventory.ts';
import { layer } from '../../src/model/layer.ts';
import { podKey } from '../../src/model/pod.ts';
import { createStore, ofEveryKind } from '../../src/model/store.ts';

interface Json {
  readonly [key: string]: unknown;
}

function object(apiVersion: string, kind: string, name: string, namespace?: string): Json {
  const metadata = namespace === undefined ? { name } : { name, namespace };
  return { apiVersion, kind, metadata };
}

const pod = (name: string, namespace?: string): Json => object('v1', 'Pod', name, namespace);
const namespace = (name: string): Json => object('v1', 'Namespace', name);

/** In namespace shop. */
function workload(apiVersion: string, kind: string, name: string): object {
  return {
    ...object(apiVersion, kind, name, 'shop'),
    spec: { template: { metadata: { labels: { app: name } } } },
  };
}

function given(...objects: readonly unknown[]): Inventory {
  return inventoryOf(objects, 'default');
}

function reason(extent: Extent): string {
  return extent.state === 'unknown' ? extent.reason : extent.state;
}

/** Of the namespaces, and of the pods and services of one. */
function states({ namespaces, pods, services }: Inventory): readonly string[] {
  return [namespaces.extent(), pods.extent('shop'), services.extent('shop')].map(({ state }) => state);
}

describe('pods that are made and not given', () => {
  const web = workload('apps/v1', 'Deployment', 'web');

  function extentBeside(maker: Json, of = 'shop'): string {
    return reason(given(web, maker).pods.extent(of));
  }

  const release = object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'redis', 'shop');
  const application = object('argoproj.io/v1alpha1', 'Application', 'redis', 'argocd');

  it('keep their namespace from being known', () => {
    assert.equal(extentBeside(release), 'the pods of HelmRelease redis in namespace shop are not given');
    assert.equal(
      extentBeside(object('example.org/v1', 'Cache', 'redis', 'shop')),
      'the pods of Cache redis in namespace shop are not given',
    );
  });

  it('are where they are sent', () => {
    const elsewhere = { ...release, spec: { targetNamespace: 'lab' } };
    assert.equal(extentBeside(elsewhere), 'given');
    assert.match(extentBeside(elsewhere, 'lab'), /^the pods of HelmRelease redis/);
    const sent = { ...application, spec: { destination: { namespace: 'shop' } } };
    assert.match(extentBeside(sent), /^the pods of Application redis/);
    const charts = { kind: 'Kustomization', namespace: 'shop', helmCharts: [{ name: 'redis' }] };
    assert.match(extentBeside(charts), /^the pods of the Helm chart redis/);
  });

  it('are none of kinds that have none', () => {
    for (const maker of [
      object('cert-manager.io/v1', 'Certificate', 'tls', 'shop'),
      object('monitoring.coreos.com/v1', 'ServiceMonitor', 'web', 'shop'),
      object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', 'shop'),
      object('cloud.google.com/v1', 'BackendConfig', 'web', 'shop'),
      object('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', 'web', 'shop'),
      object('example.org/v1', 'Cache', 'redis', 'lab'),
    ])
      assert.equal(extentBeside(maker), 'given');
  });
});

describe('a set of files', () => {
  it('holds the objects of every kind that policies depend on', () => {
    const inventory = given(
      namespace('shop'),
      workload('apps/v1', 'Deployment', 'web'),
      workload('extensions/v1beta1', 'DaemonSet', 'agent'),
      object('batch/v1', 'CronJob', 'report', 'shop'),
      workload('v1', 'ReplicationController', 'old'),
      workload('argoproj.io/v1alpha1', 'Rollout', 'front'),
      workload('apps.openshift.io/v1', 'DeploymentConfig', 'shop'),
      pod('db-0', 'shop'),
      object('v1', 'Service', 'web', 'shop'),
      { ...object('networking.k8s.io/v1', 'NetworkPolicy', 'deny', 'shop'), spec: { podSelector: {} } },
    );
    assert.deepEqual(inventory.pods.in('shop').map(podKey), [
      'CronJob/report',
      'DaemonSet/agent',
      'Deployment/web',
      'DeploymentConfig/shop',
      'ReplicationController/old',
      'Rollout/front',
      'db-0',
    ]);
    assert.ok(inventory.namespaces.get('shop'));
    assert.ok(inventory.services.get('shop', 'web'));
    assert.ok(inventory.policies.get('shop', 'deny'));
  });

  const ignored: readonly [string, unknown][] = [
    ['a Service of another group', object('serving.knative.dev/v1', 'Service', 'web')],
    ['a policy of another group', object('crd.projectcalico.org/v1', 'NetworkPolicy', 'deny')],
    [
      'a policy that the API server refuses',
      { ...object('networking.k8s.io/v1', 'NetworkPolicy', 'deny'), spec: { policyTypes: ['ingress'] } },
    ],
    ['a pod without a name', { apiVersion: 'v1', kind: 'Pod', metadata: {} }],
    ['a template of a workload', { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'web' } }],
    ['null', null],
    ['a list', [pod('web')]],
  ];
  for (const [what, value] of ignored) {
    it(`learns nothing from ${what}`, () => {
      const { pods, services, policies } = given(value);
      assert.deepEqual([pods.size, services.size, policies.size], [0, 0, 0]);
    });
  }

  it('takes the later of two objects with the same identity, and the default namespace where none is named', () => {
    const first = { ...pod('web'), spec: { nodeName: 'one' } };
    const second = { ...pod('web', 'default'), spec: { nodeName: 'two' } };
    assert.deepEqual(
      given(first, second)
        .pods.in('default')
        .map(({ node }) => node),
      ['two'],
    );
  });

  it('concludes nothing about kinds and namespaces that are not in it', () => {
    const none = given();
    assert.equal(reason(none.pods.extent()), 'no Pod or workload was given');
    assert.equal(reason(none.pods.extent('shop')), 'no Pod or workload of namespace shop was given');
    assert.equal(reason(none.namespaces.extent()), 'no Namespace was given');
    assert.equal(reason(none.services.extent()), 'no Service was given');
    assert.equal(reason(none.policies.extent('shop')), 'given');

    const some = given(pod('web', 'shop'), object('v1', 'Service', 'web', 'shop'));
    assert.equal(reason(some.pods.extent()), 'given');
    assert.equal(reason(some.pods.extent('shop')), 'given');
    assert.equal(reason(some.pods.extent('other')), 'no Pod or workload of namespace other was given');
    assert.equal(reason(some.services.extent('other')), 'no Service of namespace other was given');
    assert.equal(some.namespaces.size, 0, 'a namespace that is only mentioned is no fact');
  });

  it('is the whole cluster when it holds what every cluster has and nobody writes down', () => {
    const namespaces = ['default', 'kube-system', 'kube-public', 'shop'].map(namespace);
    assert.deepEqual(states(given(...namespaces)), ['complete', 'unknown', 'unknown']);
    assert.deepEqual(states(given(...namespaces, pod('web', 'shop'))), ['complete', 'given', 'unknown']);
    assert.deepEqual(
      states(
        given(...namespaces, pod('coredns', 'kube-system'), object('v1', 'Service', 'kubernetes', 'default')),
      ),
      ['complete', 'complete', 'complete'],
    );
  });
});

describe('files on top of a cluster', () => {
  const cluster = given(namespace('shop'), pod('a', 'shop'), pod('b', 'shop'), pod('z', 'other'));

  it('replace what has their identity and add the rest', () => {
    const changed = { ...pod('b', 'shop'), spec: { nodeName: 'new' } };
    const { pods, namespaces } = layer(
      cluster,
      given(changed, workload('apps/v1', 'Deployment', 'a'), namespace('new')),
    );
    assert.deepEqual(pods.in('shop').map(podKey).toSorted(), ['Deployment/a', 'a', 'b']);
    assert.equal(pods.get('shop', 'b')?.node, 'new');
    assert.equal(pods.get('shop', 'a')?.origin, 'Pod');
    assert.equal(pods.get('shop', 'Deployment/a')?.origin, 'Deployment');
    assert.equal(pods.size, 4);
    assert.equal([...pods.all()].length, 4);
    assert.deepEqual(new Set(pods.lists().flat()), new Set(pods.all()));
    assert.equal(pods.lists(), pods.lists());
    for (const list of pods.lists()) assert.equal(list, pods.in(list[0]?.namespace ?? ''));
    assert.equal(namespaces.all(), namespaces.all());
    assert.deepEqual(
      [...namespaces.all()].map(({ name }) => name),
      ['shop', 'new'],
    );
    assert.equal(namespaces.size, 2);
    assert.ok(namespaces.get('shop'));
  });

  it('hand out the same array until one of the two changes', () => {
    const store = createStore(ofEveryKind({ state: 'complete' }));
    for (const pod of cluster.pods.all()) store.put('pods', pod);
    const { pods } = layer(store.inventory, given(pod('c', 'shop')));
    const before = pods.in('shop');
    assert.equal(pods.in('shop'), before);
    store.remove('pods', 'shop', 'a');
    assert.deepEqual(pods.in('shop').map(podKey), ['b', 'c']);
  });

  const complete: Extent = { state: 'complete' };
  const files: Extent = { state: 'given' };
  const unknown: Extent = { state: 'unknown', reason: 'the cluster was not asked' };
  const other: Extent = { state: 'unknown', reason: 'no Pod or workload was given' };
  const cases: readonly [Extent, Extent, Extent][] = [
    [complete, other, complete],
    [complete, files, complete],
    [files, complete, complete],
    [unknown, files, unknown],
    [files, other, files],
    [unknown, other, unknown],
  ];
  for (const [below, above, expected] of cases) {
    it(`know ${expected.state} from ${below.state} below and ${above.state} above`, () => {
      const inventories = [below, above].map(
        (pods) => createStore({ ...ofEveryKind(complete), pods }).inventory,
      );
      const [base, top] = inventories;
      assert.ok(base && top);
      assert.deepEqual(layer(base, top).pods.extent('shop'), expected);
    });
  }

  it('know what they hold of what the cluster does not tell', () => {
    const { inventory } = createStore({ ...ofEveryKind(complete), pods: unknown });
    const { pods } = layer(inventory, given(pod('a', 'shop')));
    assert.deepEqual([pods.extent(), pods.extent('shop')], [files, files]);
    assert.deepEqual(pods.extent('other'), unknown);
  });
});

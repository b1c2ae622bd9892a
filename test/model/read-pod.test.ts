import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readNamespace } from '../../src/model/read-namespace.ts';
import { isPartOfWorkload, readPod, readWorkload } from '../../src/model/read-pod.ts';
import { readService } from '../../src/model/read-service.ts';
import type { Pod } from '../../src/model/pod.ts';

describe('readPod', () => {
  it('keeps the hosts that its containers are given, and nothing else of what they are given', () => {
    const env = [
      { name: 'DATABASE_URL', value: 'postgres://shop:secret@db:5432/shop' },
      { name: 'PASSWORD', value: 'hidden' },
    ];
    const spec = { containers: [{ name: 'main', env, args: ['--cache=cache:6379', '--token=hidden'] }] };
    const pod = readPod({ metadata: { name: 'web' }, spec }, 'shop');
    assert.deepEqual(pod?.calledHosts, [
      { host: 'db', port: 5432, by: 'DATABASE_URL', to: 'container' },
      { host: 'cache', port: 6379, by: 'args', to: 'container' },
    ]);
  });

  it('reads what policies can tell apart', () => {
    const pod = readPod(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { namespace: 'shop', name: 'web-0', labels: { app: 'web', constructor: 'yes' } },
        spec: {
          hostNetwork: true,
          dnsPolicy: 'ClusterFirstWithHostNet',
          nodeName: 'node-1',
          containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }],
        },
        status: { phase: 'Running', podIP: '10.0.0.7', podIPs: [{ ip: '10.0.0.7' }, { ip: 'fd00::7' }] },
      },
      'default',
    );
    assert.deepEqual(pod, {
      namespace: 'shop',
      name: 'web-0',
      labels: new Map([
        ['app', 'web'],
        ['constructor', 'yes'],
      ]),
      addresses: [
        { family: 4, value: 0x0a000007n },
        { family: 6, value: 0xfd000000000000000000000000000007n },
      ],
      ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
      hostNetwork: true,
      containers: ['web'],
      dnsPolicy: 'ClusterFirstWithHostNet',
      phase: 'Running',
      node: 'node-1',
      origin: 'Pod',
    } satisfies Pod);
  });

  it('is pending, without address, in the default namespace, when nothing else is written', () => {
    const pod = readPod({ metadata: { generateName: 'web-' } }, 'team');
    assert.equal(pod?.namespace, 'team');
    assert.equal(pod.name, 'web-');
    assert.equal(pod.phase, 'Pending');
    assert.deepEqual(pod.addresses, []);
    assert.equal(pod.dnsPolicy, 'ClusterFirst');
    assert.equal(pod.node, undefined);
  });

  const phases: readonly [unknown, Pod['phase']][] = [
    ['Succeeded', 'Succeeded'],
    ['Failed', 'Failed'],
    ['Pending', 'Pending'],
    ['', 'Pending'],
    [7, 'Pending'],
    ['Evicted', 'Unknown'],
  ];
  for (const [written, read] of phases) {
    it(`reads phase ${JSON.stringify(written)} as ${read}`, () => {
      assert.equal(readPod({ metadata: { name: 'a' }, status: { phase: written } }, 'default')?.phase, read);
    });
  }

  it('takes podIP where podIPs is missing, and IPv4-mapped IPv6 as IPv4', () => {
    const pod = readPod({ metadata: { name: 'a' }, status: { podIP: '::ffff:10.0.0.1' } }, 'default');
    assert.deepEqual(pod?.addresses, [{ family: 4, value: 0x0a000001n }]);
  });
});

describe('container ports', () => {
  it('counts sidecars, not other init containers, and keeps every port of a name', () => {
    const spec = {
      containers: [
        { ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }] },
        { ports: [{ name: 'dns', containerPort: 5353 }] },
      ],
      initContainers: [
        { ports: [{ name: 'setup', containerPort: 1 }] },
        { restartPolicy: 'Always', ports: [{ name: 'mesh', containerPort: 15020 }] },
      ],
    };
    assert.deepEqual(readPod({ metadata: { name: 'a' }, spec }, 'default')?.ports, [
      { name: 'dns', protocol: 'UDP', port: 53 },
      { name: 'dns', protocol: 'TCP', port: 5353 },
      { name: 'mesh', protocol: 'TCP', port: 15020 },
    ]);
  });

  const refused = [0, 65536, 1.5, '80', null, undefined];
  for (const containerPort of refused) {
    it(`leaves out containerPort ${JSON.stringify(containerPort)}`, () => {
      const spec = { containers: [{ ports: [{ containerPort }] }] };
      assert.deepEqual(readPod({ metadata: { name: 'a' }, spec }, 'default')?.ports, []);
    });
  }

  it('leaves out a protocol that does not exist', () => {
    const spec = { containers: [{ ports: [{ containerPort: 80, protocol: 'tcp' }] }] };
    assert.deepEqual(readPod({ metadata: { name: 'a' }, spec }, 'default')?.ports, []);
  });
});

describe('readWorkload', () => {
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ ports: [{ containerPort: 80 }] }] },
  };
  const kinds = [
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'ReplicationController',
    'Job',
    'Rollout',
    'DeploymentConfig',
    'CloneSet',
  ];
  for (const kind of kinds) {
    it(`reads the template of a ${kind}, not its own labels`, () => {
      const value = { kind, metadata: { name: 'web', labels: { app: 'other' } }, spec: { template } };
      const pod = readWorkload(value, 'shop');
      assert.deepEqual(pod?.labels, new Map([['app', 'web']]));
      assert.deepEqual(pod.ports, [{ name: undefined, protocol: 'TCP', port: 80 }]);
      assert.equal(pod.origin, kind);
      assert.equal(pod.namespace, 'shop');
      assert.equal(pod.phase, 'Pending');
    });
  }

  it('reads the nested template of a CronJob', () => {
    const value = {
      kind: 'CronJob',
      metadata: { name: 'web' },
      spec: { jobTemplate: { metadata: { labels: { app: 'job' } }, spec: { template } } },
    };
    assert.deepEqual(readWorkload(value, 'shop')?.labels, new Map([['app', 'web']]));
  });

  it('does not read a part of a workload, as no API server takes one without labels for its pods', () => {
    const without = { spec: template.spec };
    const read = (kind: string, spec: unknown): unknown =>
      readWorkload({ kind, metadata: { name: 'web' }, spec }, 'a');
    for (const kind of kinds.filter((each) => each !== 'Job')) {
      assert.equal(read(kind, { template: without }), undefined);
      assert.equal(read(kind, { replicas: 3 }), undefined);
    }
    assert.ok(read('Job', { template: without }));
    assert.ok(read('CronJob', { jobTemplate: { spec: { template: without } } }));
  });

  it('does not read a Rollout that takes the template of another workload', () => {
    const spec = { workloadRef: { kind: 'Deployment', name: 'web' } };
    assert.equal(readWorkload({ kind: 'Rollout', metadata: { name: 'web' }, spec }, 'shop'), undefined);
    assert.equal(isPartOfWorkload({ kind: 'Rollout', metadata: { name: 'web' }, spec }), false);
  });

  it('does not read other kinds', () => {
    assert.equal(readWorkload({ kind: 'Pod', metadata: { name: 'web' } }, 'shop'), undefined);
  });
});

describe('readNamespace', () => {
  it('always has its name as a label', () => {
    const labels = { team: 'a', 'kubernetes.io/metadata.name': 'wrong' };
    assert.deepEqual(readNamespace({ metadata: { name: 'shop', labels } }), {
      name: 'shop',
      labels: new Map([
        ['team', 'a'],
        ['kubernetes.io/metadata.name', 'shop'],
      ]),
    });
  });
});

describe('readService', () => {
  it('fills in the protocol and the target port', () => {
    const spec = {
      selector: { app: 'web' },
      clusterIP: '10.96.0.1',
      ports: [{ port: 80 }, { port: 53, protocol: 'UDP', targetPort: 'dns' }, { port: 90, targetPort: 9090 }],
    };
    assert.deepEqual(readService({ metadata: { name: 'web' }, spec }, 'shop'), {
      namespace: 'shop',
      name: 'web',
      type: 'ClusterIP',
      labels: new Map(),
      selector: new Map([['app', 'web']]),
      clusterIPs: ['10.96.0.1'],
      headless: false,
      ports: [
        { name: undefined, protocol: 'TCP', port: 80, targetPort: 80 },
        { name: undefined, protocol: 'UDP', port: 53, targetPort: 'dns' },
        { name: undefined, protocol: 'TCP', port: 90, targetPort: 9090 },
      ],
    });
  });

  it('has no address when headless, and neither selector nor ports when ExternalName', () => {
    const headless = readService({ metadata: { name: 'db' }, spec: { clusterIPs: ['None'] } }, 'shop');
    assert.deepEqual(headless?.clusterIPs, []);
    assert.equal(headless.headless, true);
    const spec = { type: 'ExternalName', externalName: 'example.org' };
    const external = readService({ metadata: { name: 'api' }, spec }, 'shop');
    assert.equal(external?.type, 'ExternalName');
    assert.equal(external.selector.size, 0);
    assert.deepEqual(external.ports, []);
  });
});

describe('whatever comes from outside', () => {
  const wild = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, fc.jsonValue(), tie('object')),
    object: fc.dictionary(
      fc.constantFrom(
        'metadata',
        'name',
        'spec',
        'template',
        'containers',
        'ports',
        'status',
        'podIPs',
        'ip',
        'labels',
      ),
      fc.oneof({ maxDepth: 5 }, tie('value'), fc.array(tie('value'), { maxLength: 2 }), fc.string()),
    ),
  })).object;

  it('is read or not read, and never throws', () => {
    fc.assert(
      fc.property(wild, fc.constantFrom('Deployment', 'CronJob', 'Job'), (value, kind) => {
        readPod(value, 'default');
        readWorkload({ ...value, kind }, 'default');
        readNamespace(value);
        readService(value, 'default');
      }),
    );
  });
});

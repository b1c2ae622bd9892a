import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exposureOf } from '../../src/connectivity/exposure.ts';
import { mapTable } from '../../src/report/map-table.ts';
import { plain } from '../../src/report/paint.ts';
import { clusterOf } from '../support/asking.ts';
import { type ApiObject, policy } from '../support/cluster-objects.ts';

const app = (value: string): object => ({ matchLabels: { app: value } });

/** Without the paragraph that every such map begins with. */
function shown(...policies: readonly ApiObject[]): string {
  return mapTable(exposureOf(clusterOf(...policies)), plain).replace(/^[^]*?\n\n/, '\n');
}

test('a policy between two selectors', () => {
  const db = policy('shop/db', {
    podSelector: app('db'),
    ingress: [{ from: [{ podSelector: app('api') }], ports: [{ port: 5432 }] }],
  });
  assert.equal(
    shown(db),
    `
from                          to                           ports
any pod with app=api in shop  any pod with app=db in shop  TCP 5432

Open: no policy isolates them, so at their end everything is allowed:
  egress  any pod with app=db in shop
`,
  );
});

test('exposed to the entire cluster, and to the world', () => {
  const cluster = policy('shop/metrics', {
    podSelector: app('web'),
    ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 9090 }] }],
  });
  const world = policy('shop/web', { podSelector: app('web'), ingress: [{ ports: [{ port: 'https' }] }] });
  assert.equal(
    shown(cluster, world),
    `
from                      to                            ports
any pod of any namespace  any pod with app=web in shop  TCP 9090, TCP https
any address outside       any pod with app=web in shop  TCP https

Open: no policy isolates them, so at their end everything is allowed:
  egress  any pod with app=web in shop
`,
  );
});

test('a selector that another implies brings its policy along, whatever way it is written', () => {
  const tier = policy('shop/tier', {
    podSelector: {
      matchExpressions: [
        { key: 'tier', operator: 'Exists' },
        { key: 'app', operator: 'In', values: ['db', 'api'] },
      ],
    },
    policyTypes: ['Ingress', 'Egress'],
  });
  const db = policy('shop/db', {
    podSelector: { matchLabels: { app: 'db', tier: 'back' } },
    ingress: [{ from: [{ podSelector: app('api') }] }],
  });
  assert.equal(
    shown(tier, db),
    `
from                          to                                     ports
any pod with app=api in shop  any pod with app=db,tier=back in shop  everything

Closed: isolated, and no connection is left:
  ingress  any other pod with app in (api, db),tier in shop
  egress   any pod with app in (api, db),tier in shop
`,
  );
});

test('both ends must allow; ranges outside are told', () => {
  const web = policy('shop/web', {
    podSelector: app('web'),
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      { to: [{ podSelector: app('db') }] },
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }], ports: [{ port: 443 }] },
      { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }] },
    ],
  });
  const db = policy('shop/db', {
    podSelector: app('db'),
    ingress: [
      { from: [{ podSelector: app('web') }], ports: [{ port: 5432 }] },
      { from: [{ namespaceSelector: { matchLabels: { team: 'a' } }, podSelector: app('report') }] },
    ],
  });
  assert.equal(
    shown(web, db),
    `
from                                                to                                       ports
any pod with app=web in shop                        any pod with app=db in shop              TCP 5432
any pod with app=web in shop                        any pod in kube-system                   everything
any pod with app=report of a namespace with team=a  any pod with app=db in shop              everything
any pod with app=web in shop                        any IPv4 address outside but 10.0.0.0/8  TCP 443

Open: no policy isolates them, so at their end everything is allowed:
  egress  any pod with app=db in shop

Closed: isolated, and no connection is left:
  ingress  any pod with app=web in shop
`,
  );
});

test('no policy at all', () => {
  assert.equal(
    shown(),
    'There is no policy and no pod: nothing is isolated, so every connection is allowed.\n',
  );
});

test('a row that does not go for everyone within a name is about others', () => {
  const open = policy('shop/open', {
    podSelector: app('web'),
    ingress: [{ from: [{ namespaceSelector: {} }] }],
  });
  const shut = policy('store/shut', { podSelector: {}, policyTypes: ['Egress'] });
  assert.equal(
    shown(open, shut),
    `
from                            to                            ports
any other pod of any namespace  any pod with app=web in shop  everything

Open: no policy isolates them, so at their end everything is allowed:
  ingress  any pod in store
  egress   any pod with app=web in shop

Closed: isolated, and no connection is left:
  egress  any pod in store
`,
  );
});

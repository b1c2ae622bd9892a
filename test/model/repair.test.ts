import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNetworkPolicy } from '../../src/model/read-networkpolicy.ts';
import { repairFor } from '../../src/model/repair/repair.ts';
import { policyCases } from '../support/policies.ts';
import { block, from, ingress, policyOf, ports, to, type Json } from '../support/policy-cases/shapes.ts';

function repairs(object: unknown, previous?: unknown): readonly string[] {
  const read = readNetworkPolicy(object, { defaultNamespace: 'default', strictCidr: true, previous });
  return 'problems' in read ? read.problems.map(repairFor) : [];
}

function required(requirement: Json): Json {
  return policyOf({ podSelector: { matchExpressions: [{ key: 'app', ...requirement }] } });
}

const keyForm = 'a key is NAME or PREFIX/NAME, the name at most 63 letters, digits, "-", "_" and "."';
const valueForm = 'it has at most 63 letters, digits, "-", "_" and ".", a letter or digit at both ends';
const anyPort = 'write a number, or a port name of at most 15 lower-case letters, digits and "-"';
const anyCidr = 'write an address, a slash and a prefix length, such as 10.0.0.0/8';

const table: readonly (readonly [object: unknown, repair: string])[] = [
  ['text', 'write a NetworkPolicy: apiVersion, kind, metadata and spec'],
  [{ ...policyOf({}), apiVersion: 'v1' }, 'write apiVersion: networking.k8s.io/v1'],
  [{ ...policyOf({}), kind: 'Policy' }, 'write kind: NetworkPolicy'],
  [{ ...policyOf({}), metadata: [] }, 'write a mapping without dashes: metadata: {name: NAME}'],
  [{ ...policyOf({}), metadata: 'name:web namespace:shop' }, 'write a blank after the colon: name: web'],
  [policyOf('podSelector:{}'), 'write a blank after the colon: podSelector: {}'],
  [policyOf('x'), 'write a mapping: spec: {podSelector: {}}'],

  [block('${NODE_IP}/32'), 'fill in "${NODE_IP}", or lint what the template makes of it'],
  [
    policyOf({ podSelector: { matchLabels: { app: '{{ name }}' } } }),
    'fill in "{{ name }}", or lint what the template makes of it',
  ],
  [ports({ port: '${{PORT}}' }), 'fill in "${{PORT}}", or lint what the template makes of it'],
  [ports({ port: '<port>' }), 'fill in "<port>", or lint what the template makes of it'],
  ...'$PORT @PORT@ %PORT% __PORT__ YOUR_PORT PORT_HERE CHANGE_ME CHANGEME REPLACE_ME REPLACE_WITH_PORT METRICS_PORT'
    .split(' ')
    .map(
      (text) => [ports({ port: text }), `fill in "${text}", or lint what the template makes of it`] as const,
    ),
  [block('NODE_IP/32'), 'fill in "NODE_IP", or lint what the template makes of it'],
  [
    policyOf({}, { namespace: 'YOUR_NAMESPACE' }),
    'fill in "YOUR_NAMESPACE", or lint what the template makes of it',
  ],
  [
    policyOf({}, { name: 'ALLOW_DNS' }),
    'write name: allow-dns, or fill in "ALLOW_DNS" if it is a placeholder',
  ],
  [policyOf({}, { namespace: 'NAMESPACE' }), 'fill in "NAMESPACE", or lint what the template makes of it'],
  [
    policyOf({}, { namespace: 'STAGING' }),
    'write namespace: staging, or fill in "STAGING" if it is a placeholder',
  ],
  [
    policyOf({ podSelector: { matchExpressions: [{ key: 'a', operator: 'NOT_IN', values: ['b'] }] } }),
    'write operator: NotIn',
  ],

  [policyOf({ policyTypes: ['ingres'] }), 'write Ingress'],
  [policyOf({ policyTypes: ['Both'] }), 'write policyTypes: [Ingress, Egress]'],
  [policyOf({ policyTypes: ['Inbound'] }), 'write Ingress'],
  [policyOf({ policyTypes: ['Nothing'] }), 'write Ingress or Egress'],
  [policyOf({ policyTypes: ['Engress'] }), 'write Ingress or Egress'],
  [policyOf({ policyTypes: 'egress' }), 'write a list: policyTypes: [Egress]'],
  [policyOf({ policyTypes: 5 }), 'write a list: policyTypes: [Ingress, Egress]'],
  [policyOf({ policyTypes: [{ Egress: null }] }), 'write the type alone, without a colon: - Egress'],
  [policyOf({ policyTypes: ['Ingress', 'Egress', 'Egress'] }), 'write Ingress and Egress at most once each'],

  [policyOf({ ingress: { from: [] } }), 'put a dash before each rule of ingress'],
  [
    policyOf({ policyTypes: { Ingress: true, Egress: true } }),
    'write a list: policyTypes: [Ingress, Egress]',
  ],
  [policyOf({ policyTypes: { Egress: true } }), 'write a list: policyTypes: [Egress]'],
  [policyOf({ policyTypes: [{ Egress: [{ to: [] }] }] }), 'write - Egress, and its rules under spec.egress'],
  [
    policyOf({ ingress: { 'from-web': { from: [] } } }),
    'write a dash instead of the name of each rule of ingress',
  ],
  [policyOf({ ingress: { '-from': [] } }), 'write a blank behind the dash: - from'],
  [ingress({ from: { '-podSelector': {} } }), 'write a blank behind the dash: - podSelector'],
  [policyOf({ egress: 'all' }), 'write a list of rules: egress: [{}] for everyone, egress: [] for no one'],
  [policyOf({ policyTypes: { Ingress: null } }), 'write a list: policyTypes: [Ingress]'],
  [
    policyOf({ policyTypes: { ingress: [{ from: [] }] } }),
    'write a list: policyTypes: [Ingress], and the rules straight under spec',
  ],
  [policyOf({ ingress: {} }), 'write a list of rules: ingress: [{}] for everyone, ingress: [] for no one'],
  [policyOf({ egress: ['all'] }), 'write a rule: - to: [PEER], or - {} for everyone'],
  [ingress([]), 'write a rule: - from: [PEER], or - {} for everyone'],
  [ingress({ from: { podSelector: {} } }), 'put a dash before each peer of from'],
  [ingress({ from: 'all' }), 'delete from: a rule without it is for everyone'],
  [ingress({ from: {} }), 'delete from: a rule without it is for everyone'],
  [ingress({ ports: {} }), 'write a list: ports: [{port: PORT}]'],
  [ingress({ from: 'web' }), 'write a list of peers as from'],
  [ingress({ from: [[{ podSelector: {} }]] }), 'delete one of the two dashes: an item is no list of its own'],
  [policyOf({ ingress: [[{ from: [] }]] }), 'delete one of the two dashes: an item is no list of its own'],
  [ingress({ from: '10.0.0.0/8' }), 'write from: - ipBlock: {cidr: 10.0.0.0/8}'],
  [from('10.0.0.7'), 'write - ipBlock: {cidr: 10.0.0.7/32}'],
  [from('web'), 'write a podSelector, a namespaceSelector or an ipBlock as the item'],
  [from({ podSelector: null }), 'write podSelector: {} for all, write its labels, or delete the item'],
  [
    from({ podSelector: null, namespaceSelector: null }),
    'write namespaceSelector: {} for all, write its labels, or delete the item',
  ],
  [from({ ipBlock: null }), 'write ipBlock: {cidr: CIDR}, or delete the item'],
  [to({}), 'give it a podSelector, a namespaceSelector or an ipBlock, or delete to if everyone is meant'],
  [
    to({ podSelector: {}, ipBlock: { cidr: '::/0' } }),
    'make two peers of it: one with ipBlock, one with the selectors',
  ],

  [from({ podSelector: 'app=web' }), 'write podSelector: {matchLabels: {app: web}}, or {} for all'],
  [from({ namespaceSelector: 5 }), 'write namespaceSelector: {matchLabels: {KEY: VALUE}}, or {} for all'],
  [policyOf({ podSelector: [] }), 'write podSelector: {}'],
  [
    policyOf({ podSelector: { matchLabels: 'app:web tier:front' } }),
    'write a blank after each colon: app: web, tier: front',
  ],
  [policyOf({ podSelector: { matchLabels: [] } }), 'write matchLabels: {}'],
  [
    policyOf({ podSelector: [{ app: 'web' }] }),
    'write a mapping without dashes: podSelector: {matchLabels: {KEY: VALUE}}',
  ],
  [
    policyOf({ podSelector: { matchLabels: { public: true } } }),
    'put the value in quotes: public: "true", or what was typed for it',
  ],
  [policyOf({ podSelector: { matchLabels: { tier: {} } } }), 'write text as the value of tier'],
  [
    policyOf({ podSelector: { matchLabels: { tier: ['a', 'b'] } } }),
    'write matchExpressions: - {key: tier, operator: In, values: [a, b]}',
  ],
  [policyOf({ podSelector: { matchLabels: ['app', 'web'] } }), 'write KEY: VALUE lines without dashes'],
  [
    policyOf({ podSelector: { matchLabels: [{ key: 'app', operator: 'In', values: ['web'] }] } }),
    'write matchExpressions instead of matchLabels',
  ],
  [
    policyOf({ podSelector: { matchLabels: { app: 'web', matchExpressions: [{ key: 'app' }] } } }),
    'it belongs at spec.podSelector.matchExpressions: under matchLabels every key is a label',
  ],
  [
    policyOf({ podSelector: { matchLabels: { key: 'app', operator: 'In', values: ['web'] } } }),
    'it belongs at spec.podSelector.matchExpressions[].values: under matchLabels every key is a label',
  ],
  [
    from({ podSelector: { matchLabels: { app: 'web', ports: [{ port: 80 }] } } }),
    'it belongs at spec.ingress[0].ports: under matchLabels every key is a label',
  ],
  [
    from({ namespaceSelector: { matchLabels: { podSelector: { matchLabels: { app: 'web' } } } } }),
    'it belongs at spec.ingress[0].from[0].podSelector: under matchLabels every key is a label',
  ],
  [
    policyOf({ podSelector: { matchLabels: { policyTypes: ['Ingress'] } } }),
    'it belongs at spec.policyTypes: under matchLabels every key is a label',
  ],
  [
    policyOf({ podSelector: { matchLabels: { cidr: ['10.0.0.0/8'] } } }),
    'write matchExpressions: - {key: cidr, operator: In, values: ["10.0.0.0/8"]}',
  ],
  [
    policyOf({ podSelector: { matchLabels: 'app:web' } }),
    'write a mapping, with a blank after the colon: app: web',
  ],
  [
    policyOf({ podSelector: { matchLabels: ['public=true'] } }),
    'write a mapping, with a blank after the colon: public: "true"',
  ],
  [policyOf({ podSelector: { matchLabels: 5 } }), 'write KEY: VALUE lines'],
  [policyOf({ podSelector: { matchLabels: { 'app=web': '' } } }), 'write app: web'],
  [policyOf({ podSelector: { matchLabels: { 'a b': 'c' } } }), `rename label "a b": ${keyForm}`],
  [
    policyOf({ podSelector: { matchLabels: { app: '“web”' } } }),
    'write app: web, as YAML knows no quotes but " and \'',
  ],
  [required({ operator: 'In', values: ['‘on’'] }), 'write "on": YAML knows no quotes but " and \''],
  [policyOf({ podSelector: { matchLabels: { a: 'b c' } } }), `change the value "b c": ${valueForm}`],
  [
    policyOf({ podSelector: { matchLabels: { 'k8s.io/app': 'web-*' } } }),
    'write matchExpressions: - {key: k8s.io/app, operator: In, values: [VALUE, VALUE]}: there are no wildcards',
  ],
  [
    policyOf({ podSelector: { matchLabels: { app: '*' } } }),
    'write matchExpressions: - {key: app, operator: Exists}: there are no wildcards',
  ],
  [
    policyOf({ podSelector: { matchLabels: { app: 'web,admin' } } }),
    'write matchExpressions: - {key: app, operator: In, values: [web, admin]}',
  ],
  [required({ operator: 'In', values: ['web,true'] }), 'write values: [web, "true"]'],
  [required({ operator: 'In', values: 'web, admin' }), 'write a list: values: [web, admin]'],
  [
    required({ operator: 'In', values: ['*'] }),
    'write operator: Exists for any value, or DoesNotExist for none, and delete values',
  ],
  [
    required({ operator: 'In', values: ['web-*'] }),
    'write the values that are meant: there are no wildcards',
  ],
  [policyOf({}, { labels: { app: 'a,b' } }), `change the value "a,b": ${valueForm}`],
  [policyOf({}, { annotations: { 'a b': 'c' } }), `rename annotation "a b": ${keyForm}`],
  [policyOf({}, { annotations: { a: 5 } }), 'put the value in quotes: a: "5", or what was typed for it'],
  [policyOf({}, { annotations: { a: 'x'.repeat(2 ** 18) } }), 'shorten or delete annotations'],

  [
    policyOf({ podSelector: { matchExpressions: {} } }),
    'write a list: - {key: KEY, operator: In, values: [VALUE]}',
  ],
  [
    policyOf({ podSelector: { matchExpressions: { key: 'app', operator: 'Exists' } } }),
    'put a dash before key',
  ],
  [
    policyOf({ podSelector: { matchExpressions: ['app notin (web, api)'] } }),
    'write {key: app, operator: NotIn, values: [web, api]}',
  ],
  [
    policyOf({ podSelector: { matchExpressions: ['app = web'] } }),
    'write {key: app, operator: In, values: [web]}',
  ],
  [required({ operator: 'Exists', key: '-' }), `write a label key: ${keyForm.replace('a key is ', '')}`],
  [required({ operator: 'in', values: ['a'] }), 'write operator: In'],
  [required({ operator: '!=', values: ['a'] }), 'write operator: NotIn'],
  [required({ operator: 'Gt', values: ['a'] }), 'write In, NotIn, Exists or DoesNotExist'],
  [required({ operator: 'In' }), 'write values: [VALUE], or operator: Exists'],
  [required({ operator: 'NotIn', values: [] }), 'write values: [VALUE], or operator: DoesNotExist'],
  [required({ operator: 'Exists', values: ['a'] }), 'delete values, or write operator: In'],
  [required({ operator: 'DoesNotExist', values: ['a'] }), 'delete values, or write operator: NotIn'],
  [required({ operator: 'In', values: ['a b'] }), `change the value "a b": ${valueForm}`],
  [required({ operator: 'In', values: [true] }), 'put the value in quotes: "true", or what was typed for it'],
  [required({ operator: 'In', values: 'a' }), 'write a list: values: [a]'],
  [required({ operator: 'In', values: 5 }), 'write a list: values: ["5"], or what was typed for it'],
  [required({ operator: 'In', values: {} }), 'write a list: values: [VALUE]'],

  [ingress({ ports: { port: 80 } }), 'put a dash before each item of ports'],
  [ingress({ ports: 80 }), 'write a list: ports: [{port: 80}]'],
  [ingress({ ports: 'HTTP' }), 'write a list: ports: [{port: http}]'],
  [ingress({ ports: { '-port': 80 } }), 'write a blank behind the dash: - port'],
  [ports(80), 'write a mapping: - port: 80'],
  [ports('80/tcp'), 'write port: 80 and protocol: TCP'],
  [ports('8000-8010'), 'write port: 8000 and endPort: 8010'],
  [ports({ port: { start: 8000, end: 8010 } }), 'write port: 8000 and endPort: 8010'],
  [ports([]), 'write a mapping: - port: PORT'],
  [ports({ port: 0 }), 'write a port, or leave the line out for every port'],
  [ports({ port: 70000 }), 'write a number from 1 to 65535'],
  [ports({ port: '8080' }), 'write the number without quotes: port: 8080'],
  [ports({ port: '99999' }), anyPort],
  [ports({ port: '80-90' }), 'write port: 80 and endPort: 90'],
  [ports({ port: ' 53 / udp ' }), 'write port: 53 and protocol: UDP'],
  [
    ports({ port: '90-80' }),
    'write a number, or a port name of at most 15 lower-case letters, digits and "-"',
  ],
  [ports({ port: '53/udp' }), 'write port: 53 and protocol: UDP'],
  [ports({ port: '80# http' }), 'write port: 80, and a blank before the # of the comment'],
  [ports({ port: '*' }), 'leave the line out for every port of the protocol'],
  [ports({ port: '80, 443' }), 'write an item of ports for each port'],
  [ports({ port: [80, 443] }), 'write an item of ports for each port'],
  [ports({ protocol: 'tcp/udp' }), 'write an item of ports for each protocol'],
  [ports({ protocol: ['TCP', 'UDP'] }), 'write an item of ports for each protocol'],
  [ports({ port: { number: 80 } }), 'write port: 80'],
  [ports({ port: { name: 'http' } }), 'write port: http'],
  [ports({ port: true }), anyPort],
  [ports({ port: 'a_very_long_port_name' }), anyPort],
  [ports({ protocol: 'tcp' }), 'write protocol: TCP'],
  [ports({ protocol: 17 }), 'write protocol: UDP'],
  [ports({ protocol: 'https' }), 'write protocol: TCP; HTTPS runs over TCP'],
  [ports({ protocol: 'any' }), 'leave ports out of the rule to allow every protocol'],
  [ports({ protocol: 'ICMP' }), 'write TCP, UDP or SCTP; NetworkPolicy knows no other protocol'],
  [ports({ protocol: {} }), 'write TCP, UDP or SCTP; NetworkPolicy knows no other protocol'],
  [ports({ endPort: 90 }), 'write the first port of the range as port, or delete endPort'],
  [ports({ port: 'http', endPort: 90 }), 'write the number of the port, or delete endPort'],
  [ports({ port: 80, endPort: 79 }), 'swap the two: port: 79, endPort: 80'],
  [ports({ port: 80, endPort: 0 }), 'write a number from port to 65535, or delete endPort'],
  [ports({ port: 80, endPort: '90' }), 'write the number without quotes: endPort: 90'],

  [from({ ipBlock: '10.0.0.0/8' }), 'write ipBlock: {cidr: 10.0.0.0/8}'],
  [
    from({ ipBlock: ['10.0.0.0/8', '::/0'] }),
    'write two peers: - ipBlock: {cidr: 10.0.0.0/8} and - ipBlock: {cidr: "::/0"}',
  ],
  [
    from({ ipBlock: ['10.0.0.0/8', '10.1.0.0/16', 'web'] }),
    'write one peer for each range: - ipBlock: {cidr: 10.0.0.0/8}',
  ],
  [from({ ipBlock: 5 }), 'write ipBlock: {cidr: 10.0.0.0/8}'],
  [from({ ipBlock: {} }), 'write a range such as 10.0.0.0/8, or delete the item'],
  [block(['10.0.0.0/8']), 'write one peer for each range: - ipBlock: {cidr: 10.0.0.0/8}'],
  [
    block('10.0.0.0/8, 192.168.0.0/16'),
    'write two peers: - ipBlock: {cidr: 10.0.0.0/8} and - ipBlock: {cidr: 192.168.0.0/16}',
  ],
  [block('0.0.0.0'), 'write 0.0.0.0/0'],
  [block('::'), 'write ::/0'],
  [block('10.0.0.0-10.0.0.255'), 'write 10.0.0.0/24'],
  [block('10.0.0.7 - 10.0.0.7'), 'write 10.0.0.7/32'],
  [block('fd00::-fd00::ffff'), 'write fd00::/112'],
  [block('10.0.0.5-10.0.0.20'), 'write one peer with an ipBlock for each CIDR of the range'],
  [block('10.0.0.0-fd00::1'), 'write one peer with an ipBlock for each CIDR of the range'],
  [block('10.0.0.20-10.0.0.5'), 'write one peer with an ipBlock for each CIDR of the range'],
  [block('10.0.*'), 'write 10.0.0.0/16'],
  [block('10.1.2.*'), 'write 10.1.2.0/24'],
  [
    from({ ipBlock: [{ cidr: '10.0.0.0/8' }, { cidr: '192.168.0.0/16' }] }),
    'write two peers: - ipBlock: {cidr: 10.0.0.0/8} and - ipBlock: {cidr: 192.168.0.0/16}',
  ],
  [block({ cidr: '10.0.0.0/8' }), 'write 10.0.0.0/8'],
  [from({ ipBlock: { cidr: '10.0.0.0/8', except: [{ cidr: '10.1.0.0/16' }] } }), 'write 10.1.0.0/16'],
  [block('10.0.0.0/8 # office'), 'write 10.0.0.0/8'],
  [block('10.0.0.0\\8'), 'write 10.0.0.0/8'],
  [block('10,0,0,0/8'), anyCidr],
  [block('!10.0.0.0/8'), 'write cidr: 0.0.0.0/0 and except: [10.0.0.0/8]'],
  [block('!fd00::/8'), 'write cidr: "::/0" and except: ["fd00::/8"]'],
  [block('!web'), anyCidr],
  [block('172.16/12'), 'write 172.16.0.0/12'],
  [block('10.0.0.0 /8'), 'write 10.0.0.0/8'],
  [block('[fd00::]/8'), 'write fd00::/8'],
  [block('10.20/24'), anyCidr],
  [block('10.0.0.0/255.255.255.0'), 'write 10.0.0.0/24'],
  [block('0.0.0.0/0.0.0.0'), 'write 0.0.0.0/0'],
  [block('10.0.0.0/255.0.255.0'), anyCidr],
  [block('api.example.com'), 'write the addresses of api.example.com: NetworkPolicy knows no host names'],
  [
    block('https://api.example.com:443/v1'),
    'write the addresses of api.example.com: NetworkPolicy knows no host names',
  ],
  [block('10.0.0.1'), 'write 10.0.0.1/32'],
  [block('FD00::1'), 'write fd00::1/128'],
  [block('010.0.0.0/8'), 'write 10.0.0.0/8, as older API servers read it'],
  [
    block('127.0.0.1/24'),
    'write 127.0.0.0/24, as older API servers read it, or 127.0.0.1/32 if only this address is meant',
  ],
  [block(' 10.0.0.0/8'), 'write 10.0.0.0/8'],
  [block('*'), 'write 0.0.0.0/0, and ::/0 as an ipBlock of its own'],
  [block('10.0.0.0/33'), anyCidr],
  [block('web'), anyCidr],
  [
    block('10.0.0.0/8', '11.0.0.0/16'),
    'except only takes away from cidr: write a smaller range inside it, or delete this one',
  ],
  [
    block('::/0', '169.254.169.254/32'),
    'move it to an ipBlock of its own: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}',
  ],
  [block('0.0.0.0/0', 'fd00::/8'), 'move it to an ipBlock of its own: {cidr: "::/0", except: ["fd00::/8"]}'],
  [block('fd00::/8', '10.0.0.0/8'), 'delete it, or write it as an except of an ipBlock of its own family'],
  [
    block('10.0.0.0/8', '10.1.0.1/16'),
    'write 10.1.0.0/16, as older API servers read it, or 10.1.0.1/32 if only this address is meant',
  ],
  [block('10.0.0.0/8', ''), 'write a range such as 10.0.0.0/8, or delete the item'],
  [
    from({ ipBlock: { cidr: '10.0.0.0/8', except: '10.1.0.0/16' } }),
    'write a list of ranges: except: [10.1.0.0/16]',
  ],
  [from({ ipBlock: { cidr: '10.0.0.0/8', except: {} } }), 'write a list of ranges: except: [10.1.0.0/16]'],

  [policyOf({}, { name: '' }), 'add metadata.name'],
  [policyOf({}, { name: 'shop/web' }), 'write name: web and namespace: shop'],
  [policyOf({}, { name: 'My Policy' }), 'write name: my-policy'],
  [policyOf({}, { name: '-' }), 'write a name of lower-case letters, digits, "-" and "."'],
  [policyOf({}, { name: 5 }), 'put it in quotes: name: "5", or what was typed for it'],
  [policyOf({}, { namespace: 'My_Shop' }), 'write namespace: my-shop'],
  [
    policyOf({}, { generateName: 'A_' }),
    'write a prefix of lower-case letters, digits and "-", such as web-',
  ],
  [
    policyOf({}, { name: undefined, generateName: '.-' }),
    'write a prefix of lower-case letters, digits and "-", such as web-',
  ],
  [policyOf({}, { finalizers: ['x'] }), 'write names such as example.com/name'],
  [policyOf({}, { finalizers: ['orphan', 'foregroundDeletion'] }), 'delete one of the two'],
  [policyOf({}, { ownerReferences: 'x' }), 'write a list of owners with apiVersion, kind, name and uid'],
  [
    policyOf({}, { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'a' }] }),
    'copy uid from the owner',
  ],
  [
    policyOf({}, { ownerReferences: [{ controller: 'true' }] }),
    'write controller: true or false, without quotes',
  ],
  [
    policyOf({}, { ownerReferences: [{ apiVersion: 'v1', kind: 'Event', name: 'a', uid: '1' }] }),
    'delete this owner',
  ],
  [policyOf({}, { creationTimestamp: 'now' }), 'delete creationTimestamp: the API server sets it'],
  [policyOf({}, { managedFields: [5] }), 'delete managedFields: the API server sets it'],
];

for (const [object, repair] of table) {
  test(`${JSON.stringify(object).slice(0, 200)} → ${repair}`, () => {
    const given = repairs(object);
    assert.ok(given.length > 0);
    assert.equal(given[0], repair);
  });
}

test('what an update may not change', () => {
  const before = policyOf({}, { namespace: 'shop' });
  assert.deepEqual(repairs(policyOf({}, { namespace: 'store' }), before), [
    'make it a policy of its own: delete this one and create the other',
  ]);
  const deleted = policyOf({}, { deletionTimestamp: '2026-01-31T09:00:00Z' });
  assert.deepEqual(repairs(policyOf({}, { finalizers: ['a.b/c'] }), deleted), ['delete the new entries']);
});

test('every repair is one short line that says something', () => {
  for (const { object, previous } of policyCases) {
    for (const repair of repairs(object, previous)) {
      assert.match(repair, /^[a-z][^\n]{5,250}$/u);
      assert.doesNotMatch(repair, /undefined|\bnull\b|NaN|\[object|^correct /);
    }
  }
});

test('what is known as it is written is quoted as it is written', () => {
  const read = (object: unknown, text: string): string => {
    const reading = readNetworkPolicy(object, { defaultNamespace: 'default', strictCidr: true });
    assert.ok('problems' in reading && reading.problems[0] !== undefined);
    return repairFor({ ...reading.problems[0], text });
  };
  const labels = policyOf({ podSelector: { matchLabels: { app: true } } });
  assert.equal(read(labels, 'on'), 'put the value in quotes: app: "on"');
  assert.equal(read(policyOf({}, { name: 8 }), '010'), 'put it in quotes: name: "010"');
  assert.equal(read(required({ operator: 'In', values: [1.1] }), '1.10'), 'put the value in quotes: "1.10"');
  assert.equal(read(required({ operator: 'In', values: 1.1 }), '1.10'), 'write a list: values: ["1.10"]');
});

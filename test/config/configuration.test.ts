import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { load as loadYaml } from 'js-yaml';
import { readFlags } from '../../src/config/flags.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { emptyFile, readConfigurationFile } from '../../src/config/read-configuration-file.ts';
import { resolve } from '../../src/config/resolve.ts';
import { catalog } from '../../src/rules/index.ts';

function problemsOf(text: string): readonly string[] {
  const read = readConfigurationFile(text, catalog);
  return 'problems' in read ? read.problems : [];
}

suite('configuration file', () => {
  test('the example of the documentation is valid', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/configuration.md', 'utf8')) ?? [];
    const read = readConfigurationFile(yaml, catalog);
    assert.ok(!('problems' in read), JSON.stringify(read));
    assert.deepEqual(read.rules.get('NP201'), { deny: true });
    assert.deepEqual(read.rules.get('NP604'), { severity: 'off' });
  });

  test('the file that the manifests ship is valid', () => {
    assert.deepEqual(problemsOf(readFileSync('manifests/base/netpol-lint.yaml', 'utf8')), []);
  });

  const mistakes: readonly (readonly [text: string, problem: string])[] = [
    ['default: {}', 'the file: there is no setting default; did you mean defaults?'],
    ['defaults: { enforced: off }', 'defaults: there is no setting enforced; did you mean enforce?'],
    ['defaults: { warn: loud }', 'defaults.warn: must be one of off, error, warning, info'],
    ['rules: { NP4O1: { severity: info } }', 'rules.NP4O1: there is no such rule; did you mean NP401?'],
    [
      'rules: { split-pear: { deny: true } }',
      'rules.split-pear: there is no such rule; did you mean split-peer?',
    ],
    ['rules: { NP401: { level: info } }', 'rules.NP401: there is no setting level'],
    ['exemptions: { serviceAccounts: [flux] }', 'exemptions.serviceAccounts[0]: must be NAMESPACE/NAME'],
    ['listeners: { admission: { port: 70000 } }', 'listeners.admission.port: must be at most 65535'],
    ['certificate: { certificate: a }', 'certificate: key is missing'],
    ['- a', 'the file: must be a mapping'],
    ['rules: { NP401: off }', 'rules.NP401: must be a mapping, such as { severity: info }'],
    ['listeners: { lint: 8444 }', 'listeners.lint: must be a mapping, such as { port: 8443 }'],
    ['exemptions: { users: admin }', 'exemptions.users: must be a list'],
    ['{}\n---\n{}', 'the file: must be one document'],
    [
      'rules: { NP201: { deny: true }, Split-Peer: { deny: false } }',
      'rules.Split-Peer: NP201 split-peer is set twice',
    ],
    ['rules: { NP003: { severity: off } }', 'rules.NP003: cannot be off: it tells what was not judged'],
  ];
  for (const [text, problem] of mistakes) test(text, () => assert.deepEqual(problemsOf(text), [problem]));

  test('broken YAML is a problem, not an exception', () => {
    assert.equal(problemsOf('a: [').length, 1);
  });

  test('an empty file says nothing', () => {
    assert.deepEqual(readConfigurationFile('', catalog), emptyFile);
  });
});

suite('flags', () => {
  const mistakes: readonly (readonly [args: readonly string[], problem: RegExp])[] = [
    [['--prt', '1'], /^there is no flag --prt; did you mean --port\?$/],
    [['--port', 'x'], /^--port takes a number from 0 to 65535, not x$/],
    [['--port', '65536'], /^--port takes a number from 0 to 65535, not 65536$/],
    [['--drain-seconds', '301'], /^--drain-seconds takes a number from 0 to 300, not 301$/],
    [['file'], /positional/],
    [['--config'], /argument missing/],
  ];
  for (const [args, problem] of mistakes) {
    test(args.join(' '), () => {
      const read = readFlags(args);
      assert.match('problem' in read ? read.problem : '', problem);
    });
  }
});

suite('what is put together', () => {
  const machine = { kind: 'machine', examples: 'examples/cluster' } as const;

  test('on a machine: loopback, one port, the examples, a pair in memory', () => {
    const configuration = resolve({}, emptyFile, machine);
    assert.ok(!('problem' in configuration));
    assert.deepEqual(configuration.listeners, {
      admission: { host: '127.0.0.1', port: 8443 },
      probes: 'shared',
      metrics: 'shared',
      lint: 'shared',
    });
    assert.deepEqual(configuration.cluster, { kind: 'files', folder: 'examples/cluster' });
    assert.equal(configuration.certificate, undefined);
  });

  test('in a pod: ports of their own, no lint endpoint, the mounted pair, the own cluster', () => {
    const configuration = resolve({}, emptyFile, { kind: 'pod' });
    assert.ok(!('problem' in configuration));
    assert.deepEqual(configuration.listeners, {
      admission: { host: '::', port: 9443 },
      probes: { host: '::', port: 8081 },
      metrics: { host: '::', port: 8080 },
      lint: 'off',
    });
    assert.equal(configuration.cluster.kind, 'live');
    assert.equal(configuration.certificate?.key, '/etc/netpol-lint-certificate/tls.key');
  });

  test('flags outweigh the file', () => {
    const file = { ...emptyFile, listeners: { admission: { host: '::1', port: 1 } }, drainSeconds: 3 };
    const configuration = resolve({ port: 2, drainSeconds: 4 }, file, machine);
    assert.ok(!('problem' in configuration));
    assert.deepEqual(configuration.listeners.admission, { host: '::1', port: 2 });
    assert.equal(configuration.drainSeconds, 4);
  });

  test('a certificate without its key is a mistake', () => {
    assert.deepEqual(resolve({ certificate: 'a' }, emptyFile, machine), {
      problem: '--tls-cert and --tls-key go together',
    });
  });

  test('an unknown log level is a mistake', () => {
    const resolved = resolve({ logLevel: 'loud' }, emptyFile, machine);
    assert.match('problem' in resolved ? resolved.problem : '', /^--log-level takes debug/);
  });
});

suite('loading', () => {
  const load = (args: readonly string[], environment = {}) =>
    loadConfiguration({ args, environment, examples: 'examples/cluster', rules: catalog });

  test('a file that is not there ends with status 2', () => {
    const loaded = load(['--config', '/nowhere.yaml']);
    assert.ok('print' in loaded);
    assert.equal(loaded.status, 2);
    assert.match(loaded.print, /^cannot read \/nowhere\.yaml: ENOENT/);
  });

  test('--help ends with status 0', () => {
    const loaded = load(['--help']);
    assert.ok('print' in loaded && loaded.status === 0 && loaded.print.startsWith('usage:'));
  });

  test('--print-config shows file, flags and defaults together', () => {
    const loaded = load(['--port', '9', '--config', 'manifests/base/netpol-lint.yaml', '--print-config']);
    assert.ok('print' in loaded);
    assert.equal(loaded.status, 0);
    const { defaults, listeners, rules } = loadYaml(loaded.print) as Readonly<Record<string, unknown>>;
    assert.deepEqual(defaults, { enforce: 'certain', warn: 'warning', audit: 'info' });
    assert.deepEqual(rules, {});
    assert.deepEqual(listeners, {
      admission: { host: '127.0.0.1', port: 9 },
      probes: 'shared',
      metrics: 'shared',
      lint: 'shared',
    });
  });

  test('the environment can name the file, and problems name it too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'netpol-lint-config-'));
    try {
      const file = join(folder, 'a.yaml');
      writeFileSync(file, 'drainSecond: 1\n');
      const loaded = load([], { NETPOL_LINT_CONFIG: file });
      assert.ok('print' in loaded);
      assert.equal(
        loaded.print,
        `${file}: the file: there is no setting drainSecond; did you mean drainSeconds?\n`,
      );
      assert.ok('configuration' in load([], { NETPOL_LINT_CONFIG: '' }), 'empty names none');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

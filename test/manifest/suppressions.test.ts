import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ManifestRun } from '../../src/manifest/lint-manifests.ts';
import type { Report } from '../../src/lint/report.ts';
import { catalog } from '../../src/rules/index.ts';
import { lintTexts, textsOf } from '../support/lint-texts.ts';

function judge(text: string, run: Partial<ManifestRun> = { today: '2026-11-29' }): Report {
  return lintTexts(textsOf({ 'a.yaml': text }, 'named'), run);
}

/** The lines of what is told of these rules, and of what is suppressed. */
function linesOf({ findings, suppressed }: Report, code: string): readonly [string, string] {
  const lines = (list: Report['findings']): string =>
    list
      .filter((finding) => finding.code === code)
      .map(({ location }) => location?.line)
      .join(' ');
  return [lines(findings), lines(suppressed)];
}

function policy(name: string, ...lines: readonly string[]): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: ${name} } }
${lines.join('\n')}
`;
}

const world = '      - ipBlock: { cidr: 0.0.0.0/0 }';

suite('what a comment covers', () => {
  test('the item of its line or of the next line, and not its neighbours', () => {
    const text = policy(
      'web',
      '  ingress:',
      '  # netpol-lint-ignore NP305: the first',
      '  - from:',
      world,
      '  - from:',
      `${world} # netpol-lint-ignore NP305: the second`,
      '  - from:',
      world,
    );
    assert.deepEqual(linesOf(judge(text), 'NP305'), ['13', '9 11']);
  });

  test('all that is in the field', () => {
    const text = policy(
      'web',
      '  # netpol-lint-ignore open-to-world: both',
      '  ingress:',
      '  - from:',
      world,
      '  - from:',
      world,
    );
    assert.deepEqual(linesOf(judge(text), 'NP305'), ['', '9 11']);
  });

  test('the whole object at its first line, in a List too, and not the next object', () => {
    const open = (name: string): string => policy(name, '  ingress:', '  - from:', world);
    const first = `# netpol-lint-ignore NP305: the first\n${open('a')}---\n${open('b')}`;
    assert.deepEqual(linesOf(judge(first), 'NP305'), ['18', '9']);
    const items = ['a', 'b'].map(open).map((text) => `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`);
    const list = `apiVersion: v1\nkind: List\nitems:\n${items.join('# netpol-lint-ignore NP305: the second\n')}`;
    assert.deepEqual(linesOf(judge(list), 'NP305'), ['11', '20']);
  });

  test('every object of a file, wherever it stands', () => {
    const open = (name: string): string => policy(name, '  ingress:', '  - from:', world);
    const text = `# netpol-lint-ignore-file NP305, NP204: all of them\n---\n${open('a')}---\n${open('b')}`;
    const report = judge(text);
    assert.deepEqual(linesOf(report, 'NP305'), ['', '10 19']);
    assert.equal(report.summary.suppressed, 2);
    assert.deepEqual(
      report.findings.filter(({ code }) => code === 'NP002').map(({ message }) => message),
      ['suppression of NP204 hides nothing: allow-all-rule has no finding here'],
    );
  });
});

suite('what does not count', () => {
  const open = (comment: string): string => policy('web', '  ingress:', `  # ${comment}`, '  - from:', world);
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['no rule', 'netpol-lint-ignore', /^comment "netpol-lint-ignore" suppresses nothing$/],
    ['no such rule', 'netpol-lint-ignore NP395: x', /^suppression of NP395, which is no rule$/],
    ['another word', 'netpol-lint-disable NP305: x', /suppresses nothing$/],
    ['a space for the dash', 'netpol-lint ignore NP305: x', /suppresses nothing$/],
    ['capitals', 'Netpol-Lint-Ignore NP305: x', /suppresses nothing$/],
    ['an end without a semicolon', 'netpol-lint-ignore NP305: x until=2026-01-01', /ended on 2026-01-01$/],
    [
      'an end without an equals sign',
      'netpol-lint-ignore NP305: x; until 2026-01-01',
      /ended on 2026-01-01$/,
    ],
    ['a day that is over', 'netpol-lint-ignore NP305: x; until=2026-11-28', /ended on 2026-11-28$/],
    ['no day', 'netpol-lint-ignore NP305: x; until=2026-02-30', /is no day, so it does not count$/],
    ['of what must be told', 'netpol-lint-ignore NP002: x', /^NP002 bad-suppression cannot be suppressed$/],
  ];
  for (const [title, comment, message] of cases) {
    test(title, () => {
      const report = judge(open(comment));
      assert.deepEqual(linesOf(report, 'NP305'), ['9', '']);
      const [complaint, ...others] = report.findings.filter(({ code }) => code === 'NP002');
      assert.match(complaint?.message ?? '', message);
      assert.deepEqual(complaint?.location?.line, 7);
      assert.deepEqual(others, []);
    });
  }

  test('the last day counts, a missing reason is told and counts', () => {
    const report = judge(open('netpol-lint-ignore NP305 until=2026-11-29'));
    assert.deepEqual(linesOf(report, 'NP305'), ['', '9']);
    assert.match(report.findings[0]?.message ?? '', /gives no reason$/);
  });

  test('a rule named twice is told of once, and of any number of names the first hundred', () => {
    const told = (names: readonly string[]): readonly [number, readonly string[]] => {
      const { findings, notEvaluated } = judge(open(`netpol-lint-ignore ${names.join(', ')}: x`));
      const gaps = notEvaluated.filter(({ code }) => code === 'NP002').map(({ reason }) => reason);
      return [findings.filter(({ code }) => code === 'NP002').length, gaps];
    };
    const names = (count: number): readonly string[] =>
      Array.from({ length: count }, (_, index) => `r${index}`);
    assert.deepEqual(told(['NP204', 'NP204']), [1, []]);
    assert.deepEqual(told(names(100)), [100, []]);
    const cut = 'of the suppressions that are at fault, only the first 100 are told';
    assert.deepEqual(told(names(200_000)), [100, [cut]]);
  });

  test('what only mentions the tool is no suppression', () => {
    const { findings } = judge(open('netpol-lint says nothing here'));
    assert.ok(!findings.some(({ code }) => code === 'NP002'));
  });

  test('what the configuration does not let anybody suppress', () => {
    const settings = new Map([['NP305', { suppressible: false }]]);
    const ruleset = { rules: catalog, settings };
    const report = judge(open('netpol-lint-ignore NP305: x'), { today: '2026-11-29', ruleset });
    assert.deepEqual(linesOf(report, 'NP305'), ['9', '']);
    assert.match(report.findings.find(({ code }) => code === 'NP002')?.message ?? '', /does not count/);
  });

  test('none at all in a run without a day, and nothing is said of them', () => {
    const report = judge(open('netpol-lint-ignore NP305, NP000: x'), {});
    assert.deepEqual(linesOf(report, 'NP305'), ['9', '']);
    assert.deepEqual(linesOf(report, 'NP002'), ['', '']);
  });
});

test('what a rule could not judge is not said to hide nothing, and what the cluster decides is an info', () => {
  const severities = (more: string): readonly string[] =>
    judge(
      `# netpol-lint-ignore NP402: x\n${policy('web', '  ingress:', '  - from:', '    - podSelector: { matchLabels: { app: api } }')}${more}`,
    )
      .findings.filter(({ code }) => code === 'NP002')
      .map(({ severity }) => severity);
  assert.deepEqual(severities(''), []);
  const pods = ['web', 'api'].map(
    (app) =>
      `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${app}, namespace: shop, labels: { app: ${app} } }\n`,
  );
  assert.deepEqual(severities(pods.join('')), ['info']);
});

test('of thousands of comments each is about the object below it', () => {
  const open = (index: number): string =>
    `# netpol-lint-ignore NP305: number ${index}\n${policy(`a${index}`, '  ingress:', '  - from:', world)}`;
  const texts = Array.from({ length: 3000 }, (_, index) => open(index));
  const only = catalog.filter(({ code }) => code === 'NP305');
  const ruleset = { rules: only, settings: new Map() };
  const { suppressed } = judge(texts.join('---\n'), { today: '2026-11-29', ruleset });
  assert.equal(suppressed.length, 3000);
  assert.ok(suppressed.every(({ target, suppression }) => suppression.reason === `number ${target}`));
});

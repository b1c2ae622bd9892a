import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderMarkdown } from '../../src/cli/markdown.ts';
import { type Paint, plain } from '../../src/report/paint.ts';
import { catalog } from '../../src/rules/index.ts';
import { runCommandLine } from '../support/command-line.ts';

test('the page of every rule is there, by code and by name', async () => {
  assert.ok(catalog.length > 0);
  for (const { code, name } of catalog) {
    const byCode = await runCommandLine(['explain', code]);
    const byName = await runCommandLine(['explain', name]);
    assert.equal(byCode.status, 0, byCode.stderr);
    assert.match(byCode.stdout, /What it finds/);
    assert.deepEqual(byCode, byName);
    assert.doesNotMatch(byCode.stdout, /```|<!--|^#/m);
  }
});

test('codes are read in any case', async () => {
  const { status, stdout } = await runCommandLine(['explain', 'np003']);
  assert.equal(status, 0);
  assert.equal(stdout, (await runCommandLine(['explain', 'NP003'])).stdout);
});

test('what is no rule is told in one sentence', async () => {
  const cases: [string[], string][] = [
    [['explain'], 'explain takes the code or the name of one rule'],
    [['explain', 'NP003', 'NP001'], 'explain takes the code or the name of one rule'],
    [
      ['explain', 'unreadable-documents'],
      'there is no rule unreadable-documents; did you mean unreadable-document?',
    ],
    [['explain', 'banana'], 'there is no rule banana; see netpol-lint rules'],
  ];
  for (const [argv, sentence] of cases) {
    const { status, stdout, stderr } = await runCommandLine(argv);
    assert.deepEqual([status, stdout], [2, '']);
    assert.equal(stderr, `netpol-lint: ${sentence}\nSee netpol-lint explain --help.\n`);
  }
});

const markdown = `# NP1 a \`name\`

<!-- generated -->

| severity | needs |
| --- | :-: |
| **warning** | a \\| b |

Text with **bold**, \`code\` and a [link](https://example.org) to [here](NP2.md).

\`\`\`yaml
spec: # ~ NP1

  # a | comment |
| no table |
\`\`\`


End
`;

test('a page reads well without colours', () => {
  assert.equal(
    renderMarkdown(markdown, plain),
    `NP1 a name

severity  needs
warning   a | b

Text with bold, code and a link (https://example.org) to here.

    spec: # <- NP1

      # a | comment |
    | no table |

End
`,
  );
});

const marked: Paint = (style, text) => `<${style}>${text}</>`;

test('colours mark headings, code and the lines where a finding belongs', () => {
  const shown = renderMarkdown(markdown, marked);
  for (const part of [
    '<strong>NP1 a name</>',
    '<faint>severity  needs</>',
    '<strong>bold</>',
    '<info>code</>',
    '<warning># <- NP1</>',
  ])
    assert.ok(shown.includes(part), part);
});

test('of two marks on one line one is shown', () => {
  assert.equal(renderMarkdown('```yaml\na: 1 # ~ NP1 info # ~ NP1\n```\n', plain), 'a: 1 # <- NP1 info\n');
});

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { layerDiagram } from './generate/layer-diagram.ts';

import { rulePages } from './generate/rule-pages.ts';
import { publishedSchemas } from './generate/schemas.ts';
import { renderValidators } from './generate/validators.ts';

/** A file that is derived from others and checked in. */
interface Generated {
  /** From the root of the project. */
  readonly path: string;
  readonly render: () => string | Promise<string>;
}

const files: readonly Generated[] = [
  { path: 'src/model/networkpolicy.generated.ts', render: renderValidators },
  ...rulePages,
  layerDiagram,
  ...publishedSchemas,
];

const root = new URL('../', import.meta.url);

/** Writes every generated file that is not as it should be; with `--check` names them instead and fails. */
async function generate(isCheck: boolean): Promise<number> {
  const stale: string[] = [];
  for (const { path, render } of files) {
    const content = await render();
    if (content === contentOf(path)) continue;
    stale.push(path);
    if (!isCheck) writeFileSync(new URL(path, root), content);
  }
  for (const path of stale) console.log(isCheck ? `stale: ${path} (npm run generate)` : `written: ${path}`);
  return isCheck && stale.length > 0 ? 1 : 0;
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(fileURLToPath(new URL(path, root)), 'utf8');
  } catch {
    return undefined;
  }
}

process.exitCode = await generate(process.argv.includes('--check'));

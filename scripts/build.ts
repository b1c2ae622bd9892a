import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import packageJson from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');

/** What the command line needs at once: inside the bundle it costs a third of the start-up that files of its own do. */
const bundled = new Set(['yaml', 'js-yaml', 'ipaddr.js', 'ajv']);

/** yaml's build for Node is CommonJS, which a bundle of ES modules can neither shake nor load; its other one is not. */
const yaml = join(dirname(fileURLToPath(import.meta.resolve('yaml/package.json'))), 'browser', 'index.js');

/** `node scripts/build.ts [FOLDER]` writes to `dist`, or to the folder given. */
const outdir = resolve(root, process.argv[2] ?? 'dist');

const entries = { main: 'src/main.ts', 'cli/main': 'src/cli/main.ts' };

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: Object.entries(entries)
    .filter(([, entry]) => existsSync(join(root, entry)))
    .map(([out, entry]) => ({ in: entry, out })),
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  external: Object.keys(packageJson.dependencies).filter((name) => !bundled.has(name)),
  alias: { yaml },
  sourcemap: true,
  metafile: true,
  legalComments: 'linked',
  logLevel: 'warning',
});

for (const file of Object.keys(metafile.outputs).filter((name) => name.endsWith('.js')))
  console.log(`${file}  ${Math.ceil(statSync(join(root, file)).size / 1024)} KiB`);

import { renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

/** `node scripts/build.ts [FOLDER]` writes to `dist`, or to the folder given. */
const root = join(import.meta.dirname, '..');
const outdir = resolve(root, process.argv[2] ?? 'dist');

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22.19',
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
};

/** yaml's build for Node is CommonJS, of which a bundle has to take everything. */
const yaml = join(dirname(fileURLToPath(import.meta.resolve('yaml/package.json'))), 'browser', 'index.js');

/**
 * The command line in one file with all that it needs except client-node, which only `--cluster` loads. CommonJS,
 * because Node's loader of ES modules alone takes a fifth of the time in which this starts.
 */
const commandLine: BuildOptions = {
  entryPoints: { 'cli/main': 'src/cli/main.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  alias: { yaml },
  external: ['@kubernetes/client-node'],
};

/** The server starts once and runs for weeks: its packages stay where npm puts them. */
const server: BuildOptions = {
  entryPoints: { main: 'src/main.ts' },
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  packages: 'external',
};

/** Built beside the old one and put in its place at the end, so that what runs meanwhile finds one or the other. */
const fresh = `${outdir}.new`;
rmSync(fresh, { recursive: true, force: true });
for (const bundle of [commandLine, server]) {
  const { metafile } = await build({ ...common, ...bundle, outdir: fresh });
  for (const file of Object.keys(metafile?.outputs ?? {}).filter((name) => /\.c?js$/.test(name)))
    console.log(`${file.replace('.new/', '/')}  ${Math.ceil(statSync(join(root, file)).size / 1024)} KiB`);
}
rmSync(outdir, { recursive: true, force: true });
renameSync(fresh, outdir);

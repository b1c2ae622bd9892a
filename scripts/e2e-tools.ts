import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const module = join(root, 'test/e2e/tools');
const cache = join(root, '.cache/e2e');

/** Version of Kubernetes that the end-to-end tests run, the one that `test/e2e/tools/go.mod` requires. */
const version = { major: '1', minor: '36', git: 'v1.36.3' };

const programs = {
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  etcd: 'go.etcd.io/etcd/server/v3',
} as const;

/**
 * Folder that holds `etcd`, `kube-apiserver` and `kubectl`. `KUBEBUILDER_ASSETS` names ready ones; otherwise they are
 * built from the pinned Go module, once: a stamp beside them holds the hash of what they were built from.
 */
export function endToEndTools(): string {
  const ready = process.env['KUBEBUILDER_ASSETS'];
  if (ready !== undefined && ready !== '') return requirePrograms(ready);
  const stamp = join(cache, 'built-from');
  const source = sourceHash();
  if (hasPrograms(cache) && existsSync(stamp) && readFileSync(stamp, 'utf8') === source) return cache;
  mkdirSync(cache, { recursive: true });
  console.log('building etcd, kube-apiserver and kubectl: three to four minutes of two cores, once');
  for (const [program, path] of Object.entries(programs)) build(program, path);
  writeFileSync(stamp, source);
  return cache;
}

function hasPrograms(folder: string): boolean {
  return Object.keys(programs).every((program) => existsSync(join(folder, program)));
}

function requirePrograms(folder: string): string {
  if (hasPrograms(folder)) return folder;
  throw new Error(`KUBEBUILDER_ASSETS=${folder} does not hold ${Object.keys(programs).join(', ')}`);
}

function sourceHash(): string {
  const hash = createHash('sha256').update(JSON.stringify([version, programs]));
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(module, file)));
  return hash.digest('hex');
}

function build(program: string, path: string): void {
  const symbol = 'k8s.io/component-base/version';
  const flags = [
    '-s -w',
    `-X ${symbol}.gitVersion=${version.git}`,
    `-X ${symbol}.gitMajor=${version.major}`,
    `-X ${symbol}.gitMinor=${version.minor}`,
  ];
  const output = join(cache, program);
  const args = ['build', '-buildvcs=false', '-trimpath', '-ldflags', flags.join(' '), '-o', output, path];
  const { status, error } = spawnSync('go', args, {
    cwd: module,
    stdio: 'inherit',
    env: { ...process.env, CGO_ENABLED: '0' },
  });
  if (error !== undefined) throw new Error(`cannot run go: ${error.message}`, { cause: error });
  if (status !== 0) throw new Error(`go build of ${program} ended with status ${status}`);
}

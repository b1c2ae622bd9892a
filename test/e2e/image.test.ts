import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildImage, type Image } from './support/dockerfile.ts';
import { removeAtTheEnd } from './support/endings.ts';
import { eventually } from './support/eventually.ts';
import { repository } from './support/installation.ts';
import { freePort, startProcess } from './support/processes.ts';

const directory = mkdtempSync(join(tmpdir(), 'netpol-lint-image-'));
const removeDirectory = removeAtTheEnd(directory);
let image: Image;
before(() => {
  copyContext(join(directory, 'context'));
  image = buildImage(join(repository, 'Dockerfile'), join(directory, 'context'), join(directory, 'stages'));
});
after(removeDirectory);

/** What `docker build` would send: the tracked files that .dockerignore lets through. */
function copyContext(target: string): void {
  const allowed = readFileSync(join(repository, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: repository, encoding: 'utf8' });
  const files = stdout
    .split('\0')
    .filter((file) => allowed.some((path) => file === path || file.startsWith(`${path}/`)));
  assert.ok(files.length > 0);
  for (const file of files) {
    mkdirSync(join(target, dirname(file)), { recursive: true });
    cpSync(join(repository, file), join(target, file));
  }
}

test('the image is made of the Node that everything is tested with', () => {
  assert.deepEqual(new Set(image.bases), new Set([`node:${process.version.slice(1)}-bookworm-slim`]));
});

test('the image holds no development dependency and no source', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const app = join(image.root, image.workingDirectory);
  const installed = new Set(readdirSync(join(app, 'node_modules')));
  assert.ok(installed.has('fastify'));
  for (const name of Object.keys(devDependencies)) assert.ok(!installed.has(name), name);
  assert.ok(!readdirSync(app).includes('src'));
});

test('the image runs as another user on a tree that cannot be written', async () => {
  const node = join(directory, 'node');
  copyFileSync(process.execPath, node);
  for (const path of [directory, node]) chmodSync(path, 0o755);
  setWritable(image.root, false);
  const [program, ...args] = image.entrypoint;
  assert.equal(program, 'node');
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: image.userId, gid: image.userId } : {};
  const ports = { admission: await freePort(), probes: await freePort() };
  const server = startProcess(node, [...args, `--port=${ports.admission}`, `--probes-port=${ports.probes}`], {
    log: join(directory, 'log'),
    cwd: join(image.root, image.workingDirectory),
    env: { ...image.environment },
    ...user,
  });
  try {
    await eventually(async () => {
      if (server.status() !== undefined) throw new Error(server.output());
      assert.equal((await fetch(`http://127.0.0.1:${ports.probes}/readyz`)).status, 200);
    });
    if (isRoot) assert.equal(lstatSync(`/proc/${server.pid}`).uid, image.userId);
    const review = readFileSync(join(repository, 'examples/review-denied.json'), 'utf8');
    const answer = JSON.parse(await post(`https://127.0.0.1:${ports.admission}/validate`, review)) as {
      response: { allowed: boolean };
    };
    assert.equal(answer.response.allowed, false);
  } finally {
    await server.stop('SIGINT');
    setWritable(image.root, true);
  }
});

function setWritable(path: string, writable: boolean): void {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return;
  if (writable) chmodSync(path, status.mode | 0o200);
  if (status.isDirectory()) for (const name of readdirSync(path)) setWritable(join(path, name), writable);
  if (!writable) chmodSync(path, (status.mode | 0o444) & 0o7555);
}

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ rejectUnauthorized: false });
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve(text)).on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What a Dockerfile came to: a tree on disk and how to start it. */
export interface Image {
  /** The root of the last stage. */
  readonly root: string;
  /** Absolute in the image. */
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly userId: number;
  readonly entrypoint: readonly string[];
  /** The images that the stages start from. */
  readonly bases: readonly string[];
}

interface Stage {
  readonly root: string;
  workingDirectory: string;
  environment: Record<string, string>;
  user: string;
  entrypoint: readonly string[];
}

interface Build {
  readonly context: string;
  readonly directory: string;
  readonly bases: string[];
  readonly stages: Map<string, Stage>;
  stage: Stage;
}

/**
 * Follows a Dockerfile without a container engine: every stage is an empty folder in `directory`, commands run in it
 * with the Node of this process, which is what the base images contain. Knows the instructions that ours uses and throws
 * for any other.
 */
export function buildImage(dockerfile: string, context: string, directory: string): Image {
  const build: Build = { context, directory, bases: [], stages: new Map(), stage: newStage(directory, '') };
  for (const [instruction, rest] of instructionsOf(readFileSync(dockerfile, 'utf8'))) {
    const follow = instructions[instruction];
    if (follow === undefined) throw new Error(`cannot follow ${instruction} ${rest}`);
    follow(build, rest);
  }
  const { stage, bases } = build;
  return { ...stage, userId: Number(stage.user.split(':')[0]), bases };
}

function instructionsOf(text: string): readonly (readonly [string, string])[] {
  const lines = text.replaceAll('\\\n', ' ').split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [instruction = '', ...rest] = line.trim().split(/\s+/);
      return [instruction, rest.join(' ')] as const;
    });
}

const instructions: Readonly<Record<string, (build: Build, rest: string) => void>> = {
  FROM(build, rest) {
    const [base = '', , name = 'last'] = rest.split(' ');
    build.bases.push(base);
    build.stage = newStage(build.directory, name);
    build.stages.set(name, build.stage);
  },
  WORKDIR({ stage }, rest) {
    stage.workingDirectory = rest;
    mkdirSync(join(stage.root, rest), { recursive: true });
  },
  ENV({ stage }, rest) {
    const [name = '', value = ''] = rest.split('=');
    stage.environment[name] = value;
  },
  USER({ stage }, rest) {
    stage.user = rest;
  },
  ENTRYPOINT({ stage }, rest) {
    stage.entrypoint = JSON.parse(rest) as string[];
  },
  EXPOSE() {},
  COPY: copy,
  RUN({ stage }, command) {
    const { status } = spawnSync('sh', ['-ec', command], {
      cwd: join(stage.root, stage.workingDirectory),
      env: { ...environmentOfBuild(), ...stage.environment },
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`RUN ${command} ended with ${status}`);
  },
};

function newStage(directory: string, name: string): Stage {
  return { root: join(directory, name), workingDirectory: '/', environment: {}, user: '0', entrypoint: [] };
}

function copy(build: Build, rest: string): void {
  const words = rest.split(' ');
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const source = from === undefined ? build.context : build.stages.get(from)?.root;
  const target = words.pop();
  if (source === undefined || target === undefined) throw new Error(`cannot follow COPY ${rest}`);
  const destination = join(build.stage.root, build.stage.workingDirectory, target);
  for (const word of words) {
    const path = join(source, word);
    const intoFolder = statSync(path).isFile() && target.endsWith('/');
    cpSync(path, intoFolder ? join(destination, basename(path)) : destination, { recursive: true });
  }
}

/** The variables by which an outer `npm run` would tell an inner npm to work on the outer project. */
function environmentOfBuild(): NodeJS.ProcessEnv {
  const outer = /^npm_(package|lifecycle|execpath|node_execpath|config_local_prefix|config_prefix)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}

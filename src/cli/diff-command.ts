import { changesConnectivity, type ConnectivityDiff, diffOf } from '../connectivity/connectivity-diff.ts';
import { diffJson } from '../report/diff-json.ts';
import { diffMarkdown } from '../report/diff-markdown.ts';
import { diffText } from '../report/diff-text.ts';
import type { Paint } from '../report/paint.ts';
import { isMisuse } from './arguments.ts';
import { clusterOptions } from './cluster-choice.ts';
import { colorOption, painter } from './color.ts';
import { tellNotRead, tellUnreadable } from './tell-unread.ts';
import { defineCommand } from './command.ts';
import { readStates } from './diff-states.ts';
import { status } from './exit-status.ts';
import { tellLeftOut } from './read-facts.ts';

const formats: ReadonlyMap<string, (diff: ConnectivityDiff, paint: Paint) => string> = new Map([
  ['text', diffText],
  ['markdown', diffMarkdown],
  ['json', diffJson],
]);

/** `netpol-lint diff OLD NEW`: what a change of manifests does to who can connect to whom. */
export const diffCommand = defineCommand({
  name: 'diff',
  summary: 'Show which connections a change of manifests gains and loses',
  usage: [
    'diff OLD NEW [options]',
    'diff git:REVISION:PATH PATH [options]',
    'diff --git BASE..HEAD [PATH...] [options]',
    'diff --cluster NEW [options]',
  ],
  options: [
    {
      name: 'git',
      value: 'RANGE',
      help: 'the paths at two revisions: A..B, A...B (since they parted), A (until the files on disk)',
    },
    { name: 'with', value: 'PATH', help: 'facts that belong to both states, such as workloads; repeatable' },
    {
      name: 'format',
      value: 'FORMAT',
      oneOf: [...formats.keys()],
      help: 'how to print it, text unless given',
    },
    { name: 'exposure', help: 'imaginary pods, one for each selector, also where pods are known' },
    { name: 'exit-zero', help: 'a change is no failure' },
    ...clusterOptions('both states as if applied on top of the live cluster'),
    colorOption,
  ],
  notes: [
    `OLD and NEW are files, folders, glob patterns, - for standard input, or git:REVISION:PATH. With --cluster and no OLD the
cluster is compared with what it is once NEW is applied. Where neither state has a pod or workload, imaginary pods are
compared, one for each selector.`,
    `Exit status: 0 no connection is gained or lost, 1 some are, 2 wrong usage, unreadable input or a policy of NEW
that is refused, 3 a defect of netpol-lint.`,
  ],
  async run(args, io) {
    const states = await readStates(args, io);
    if (isMisuse(states)) return states;
    const { before, after, inputs } = states;
    const unreadable = inputs.flatMap((input) => input.unreadable);
    tellNotRead(inputs, io);
    tellUnreadable(unreadable, io);
    const told = tellLeftOut([before, after], io);
    const diff = diffOf(before.inventory, after.inventory, args.has('exposure') ? 'selectors' : 'pods');
    const format = formats.get(args.last('format') ?? 'text');
    io.stdout.write(format?.(diff, painter(args.last('color'), io)) ?? '');
    if (unreadable.length > 0 || told === status.unusable) return status.unusable;
    return changesConnectivity(diff) && !args.has('exit-zero') ? status.findings : status.clean;
  },
});

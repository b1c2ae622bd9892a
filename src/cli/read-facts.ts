import { type Facts, readFacts } from '../manifest/facts.ts';
import { oneLine } from '../model/prose.ts';
import { positionOf } from '../report/place.ts';
import { type Arguments, isMisuse, type Misuse } from './arguments.ts';
import type { UnreadableFile } from './choose-files.ts';
import { tellNotRead, tellUnreadable, unreadableLine } from './tell-unread.ts';
import { clusterChoice, type ClusterOption } from './cluster-choice.ts';
import { readClusterFacts } from './cluster-facts.ts';
import { status } from './exit-status.ts';
import { inputReader } from './input.ts';
import type { Io } from './io.ts';

/** The facts of a run, and the status that it ends with if nothing else is wrong. */
export interface ReadFacts {
  readonly facts: Facts;
  /** `clean`, or `unusable` when something could not be read, which standard error then says. */
  readonly status: number;
}

/**
 * The facts of files, folders and standard input, of a live cluster, or of files as if applied on top of one. What does
 * not count is told on standard error.
 */
export async function readAllFacts(
  paths: readonly string[],
  args: Arguments<ClusterOption>,
  io: Io,
): Promise<ReadFacts | Misuse> {
  const choice = clusterChoice(args);
  const cluster = choice && (await readClusterFacts(choice, io));
  if (isMisuse(cluster)) return cluster;
  const reader = inputReader(io, '-');
  const input = reader.follow(await reader.read(paths));
  const { texts, unreadable } = input;
  const [nothing] = unreadable;
  if (cluster === undefined && texts.length === 0 && nothing !== undefined) return misuseOf(nothing);
  const facts = readFacts({
    texts,
    ...(cluster === undefined ? {} : { base: cluster.inventory }),
    defaultNamespace: args.last('namespace') ?? cluster?.namespace ?? 'default',
  });
  tellNotRead([input], io);
  tellUnreadable(unreadable, io);
  return { facts, status: unreadable.length > 0 ? status.unusable : tellLeftOut([facts], io) };
}

/** A path that was typed and gives nothing. */
export function misuseOf(unreadable: UnreadableFile): Misuse {
  return { misuse: unreadableLine(unreadable) };
}

/**
 * Says on standard error, once, what of the texts does not count. The status is `unusable` if some could not be read, or if
 * the last of the states lacks a policy that is refused: what was refused before was never in force.
 */
export function tellLeftOut(states: readonly Facts[], io: Io): number {
  const leftOut = states.flatMap((facts) => facts.leftOut);
  const lines = leftOut.map(
    ({ location, reason }) => `${positionOf(location)}: left out: ${oneLine(reason)}\n`,
  );
  for (const line of new Set(lines)) io.stderr.write(line);
  const isWanting =
    leftOut.some(({ kind }) => kind === 'unreadable') ||
    states.at(-1)?.leftOut.some(({ kind }) => kind === 'refused') === true;
  return isWanting ? status.unusable : status.clean;
}

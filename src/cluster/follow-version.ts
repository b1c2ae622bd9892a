import type { KubernetesVersion } from '../model/kubernetes-version.ts';
import { createBackoff, type BackoffTimes } from './backoff.ts';
import type { ClusterEvent } from './cluster-event.ts';
import type { Connection } from './connection.ts';
import { isFailure } from './failure.ts';
import { pause } from './pause.ts';
import { serverVersion } from './server-version.ts';

/** What the API server says its version is, asked for again and again: it may be away at first, and be replaced later. */
export interface FollowedVersion {
  /** What it said last; undefined until it has said anything. */
  current(): KubernetesVersion | undefined;
  /** Resolves when `signal` has aborted and nothing is running any more. Never rejects. */
  readonly ended: Promise<void>;
}

/** How it is followed. Times in milliseconds. */
export interface VersionOptions {
  readonly signal: AbortSignal;
  readonly times: BackoffTimes;
  /** After an answer, until the next question. */
  readonly every: number;
  readonly report: (event: ClusterEvent) => void;
}

/** Begins to ask; nothing waits for the answer. */
export function followVersion(connection: Connection, options: VersionOptions): FollowedVersion {
  let current: KubernetesVersion | undefined;
  const ended = askOnAndOn(connection, options, (version) => {
    const isNew = version.major !== current?.major || version.minor !== current.minor;
    current = version;
    if (isNew) options.report({ event: 'version', ...version });
  });
  return { current: () => current, ended };
}

async function askOnAndOn(
  connection: Connection,
  { signal, times, every, report }: VersionOptions,
  onAnswer: (version: KubernetesVersion) => void,
): Promise<void> {
  let backoff = createBackoff(times);
  while (!signal.aborted) {
    const answer = await serverVersion(connection, signal);
    if (signal.aborted) return;
    if (isFailure(answer)) {
      const { reason, message } = answer.failure;
      const retryIn = Math.round(backoff.after(answer.failure, 0));
      report({ event: 'no-version', reason, message, failures: backoff.failures(), retryIn });
      await pause(retryIn, signal);
    } else {
      onAnswer(answer);
      backoff = createBackoff(times);
      await pause(every, signal);
    }
  }
}

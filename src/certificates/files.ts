import { readFileSync } from 'node:fs';
import { messageOf } from '../model/thrown.ts';
import { checkPair, type UsablePair } from './pair.ts';

/** Where a pair is kept. */
export interface PairFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Reads and checks a pair, or says why it cannot be used, with the names of the files. */
export function readPair(files: PairFiles): UsablePair | { readonly problem: string } {
  try {
    const pair = checkPair({
      certificate: readFileSync(files.certificate, 'utf8'),
      key: readFileSync(files.key, 'utf8'),
    });
    return 'problem' in pair ? { problem: `${files.certificate} and ${files.key}: ${pair.problem}` } : pair;
  } catch (error) {
    return { problem: `cannot read the certificate and its key: ${whyNot(error)}` };
  }
}

function whyNot(error: unknown): string {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (isMissing && 'path' in error) return `there is no ${String(error.path)}`;
  return messageOf(error);
}

/** What becomes of a pair whose files have changed. */
export interface PairWatch {
  /** The pair in use at the start. */
  readonly current: UsablePair;
  readonly everyMilliseconds: number;
  /** A new, usable pair. */
  readonly onPair: (pair: UsablePair) => void;
  /** The files hold nothing usable: the pair in use stays. Called once for each different reason. */
  readonly onProblem: (problem: string) => void;
}

/**
 * Looks at the files again and again and reports what is new in them. Reading beats watching here: a watch on a file
 * that the kubelet swaps by symbolic link fires for the first swap only. Returns the function that ends it.
 */
export function watchPair(files: PairFiles, watch: PairWatch): () => void {
  let { current } = watch;
  let lastProblem: string | undefined;
  const look = (): void => {
    const found = readPair(files);
    const problem = 'problem' in found ? found.problem : expiry(found, current);
    if (problem !== undefined) {
      if (problem !== lastProblem) watch.onProblem(problem);
    } else if ('certificate' in found && isOther(found, current)) {
      current = found;
      watch.onPair(found);
    }
    lastProblem = problem;
  };
  const timer = setInterval(look, watch.everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

function isOther(found: UsablePair, current: UsablePair): boolean {
  return found.certificate !== current.certificate || found.key !== current.key;
}

function expiry(found: UsablePair, current: UsablePair): string | undefined {
  const isOver = isOther(found, current) && found.notAfter.getTime() <= Date.now();
  return isOver ? `the new certificate has expired on ${found.notAfter.toISOString()}` : undefined;
}

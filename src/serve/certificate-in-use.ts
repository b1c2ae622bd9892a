import { readPair, watchPair } from '../certificates/files.ts';
import { loopbackPair } from '../certificates/loopback.ts';
import { checkPair, type UsablePair } from '../certificates/pair.ts';
import type { CertificateFiles } from '../config/configuration.ts';
import type { ServerParts } from '../server/build-server.ts';

/** The pair that listeners serve with, which changes as its files do. */
export interface CertificateInUse {
  readonly pair: () => UsablePair;
  /** Has `use` called with each pair that takes the place of the one before; returns the function that ends it. */
  readonly follow: (use: (next: UsablePair) => void) => () => void;
}

/** Who is told of another pair, and how often its files are looked at, in milliseconds. */
interface Following extends Pick<ServerParts, 'metrics' | 'log'> {
  readonly every: number;
}

/** The pair in these files, or without them one made for this machine; or why it cannot be used. */
export function certificateInUse(
  files: CertificateFiles | undefined,
  { metrics, log, every }: Following,
): CertificateInUse | { readonly problem: string } {
  const first = files === undefined ? checkPair(loopbackPair()) : readPair(files);
  if ('problem' in first) return first;
  let pair = first;
  const showEnd = (): void => metrics.certificateEnd.set(pair.notAfter.getTime() / 1000);
  showEnd();
  const follow: CertificateInUse['follow'] = (use) => {
    if (files === undefined) return () => undefined;
    return watchPair(files, {
      current: pair,
      everyMilliseconds: every,
      onPair: (next) => {
        pair = next;
        use(next);
        metrics.certificateReloads.inc({ result: 'ok' });
        showEnd();
        log.info({ notAfter: next.notAfter }, 'certificate changed');
      },
      onProblem: (problem) => {
        metrics.certificateReloads.inc({ result: 'error' });
        log.error({ problem }, 'the new certificate cannot be used, the old one stays');
      },
    });
  };
  return { pair: () => pair, follow };
}

import type { Configuration } from '../config/configuration.ts';
import type { Ruleset } from '../lint/ruleset.ts';
import { lintManifests } from '../manifest/lint-manifests.ts';
import { isStrictAboutCidrs } from '../model/kubernetes-version.ts';
import { toJson } from '../report/json.ts';
import { plain } from '../report/paint.ts';
import { toPretty } from '../report/pretty.ts';
import { toSarif } from '../report/sarif.ts';
import type { ServerParts } from '../server/build-server.ts';
import type { OpenedCluster } from './open-cluster.ts';

/** How texts are judged. */
interface Judging extends Pick<Configuration, 'strictCidr' | 'lintRequestsPerMinute'> {
  readonly ruleset: Ruleset;
  /** The day as YYYY-MM-DD, up to which suppressions may hold. */
  readonly today: () => string;
  /** Milliseconds for which one request may keep reviews waiting. */
  readonly longest: number;
}

/** What judges a text on top of the cluster or by itself, and writes the report. */
export function lintFace(
  { cluster, live }: OpenedCluster,
  { ruleset, strictCidr, lintRequestsPerMinute, today, longest }: Judging,
): ServerParts['lint'] {
  return {
    lint: ({ text, namespace, context }) =>
      lintManifests({
        texts: [{ text, chosen: 'named' }],
        context: [],
        ...(context === 'cluster' ? { base: cluster } : {}),
        defaultNamespace: namespace,
        strictCidr: strictCidr ?? isStrictAboutCidrs(live?.version()),
        ruleset,
        today: today(),
        isOver: countdown(longest),
      }),
    formats: [
      { name: 'json', mediaType: 'application/json; charset=utf-8', write: toJson },
      {
        name: 'text',
        mediaType: 'text/plain; charset=utf-8',
        write: (report, text) => toPretty(report, { texts: new Map([['-', text]]), paint: plain }),
      },
      {
        name: 'sarif',
        mediaType: 'application/sarif+json; charset=utf-8',
        write: (report) => toSarif(report, ruleset.rules),
      },
    ],
    requestsPerMinute: lintRequestsPerMinute,
  };
}

function countdown(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() > end;
}

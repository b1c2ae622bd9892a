import { reviewer } from '../admission/review.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Rule } from '../lint/rule.ts';
import { tool } from '../report/tool.ts';
import type { Drain } from '../server/drain.ts';
import type { ListenerParts } from '../server/listen.ts';
import { measured } from '../server/measured-rule.ts';
import { readinessOf } from '../server/readiness.ts';
import type { CertificateInUse } from './certificate-in-use.ts';
import { lintFace } from './lint-face.ts';
import type { OpenedCluster } from './open-cluster.ts';
import { whyFace } from './why-face.ts';

/** What is there before the parts are put together. */
interface Made extends Pick<ListenerParts, 'metrics' | 'log'> {
  readonly rules: readonly Rule[];
  readonly opened: OpenedCluster;
  readonly certificate: CertificateInUse;
  readonly drain: Drain;
}

/** Everything that is served, whatever the listener: the faces judge by the same rules and the same cluster. */
export function assemble(configuration: Configuration, made: Made): ListenerParts {
  const { rules, opened, certificate, drain, metrics, log } = made;
  const { cluster, live } = opened;
  const ruleset = { rules: rules.map((rule) => measured(rule, metrics)), settings: configuration.rules };
  return {
    review: reviewer({
      inventory: cluster,
      inventoryState: () => live?.inventoryState() ?? 'as in the files',
      ruleset,
      defaults: configuration.defaults,
      exemptions: configuration.exemptions,
      strictCidr: live === undefined,
      today,
    }),
    lint: lintFace(opened, { ...configuration, ruleset, today, longest: 2000 }),
    why: whyFace(cluster),
    ruleset,
    isReady: () =>
      readinessOf({ isDraining: drain.isDraining(), notAfter: certificate.pair().notAfter, now: new Date() }),
    isDraining: drain.isDraining,
    metrics,
    log,
    version: tool.version,
  };
}

/** Suppressions hold up to a day, in UTC as everywhere in Kubernetes. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

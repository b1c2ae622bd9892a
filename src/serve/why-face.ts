import type { Cluster } from '../lint/cluster.ts';
import { askManifests } from '../manifest/ask-manifests.ts';
import { whyJson } from '../report/why-json.ts';
import type { ServerParts } from '../server/build-server.ts';

/** What tells which policies and rules of the cluster, and of a text on top of it, allow or deny a connection. */
export function whyFace(cluster: Cluster): ServerParts['why'] {
  return (request) => {
    const outcome = askManifests(request, cluster);
    if ('problem' in outcome) return outcome;
    const { answer, facts } = outcome;
    return { answer: whyJson(answer, facts.locate, facts.leftOut) };
  };
}

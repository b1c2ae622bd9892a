import type { ConnectivityDiff } from '../connectivity/connectivity-diff.ts';
import { endsJson, podSetJson, portsJson } from './ends-json.ts';
import type { MapRow } from '../connectivity/map-row.ts';

/** The difference as JSON, version 1: one object and a newline. */
export function diffJson(diff: ConnectivityDiff): string {
  const rows = (of: readonly MapRow[]): readonly object[] =>
    of.map(({ from, to, ports, portNames }) => ({
      from: endsJson(from),
      to: endsJson(to),
      ...portsJson(ports, portNames),
    }));
  const pods = ({ ingress, egress }: ConnectivityDiff['newlyOpen']): object => ({
    ingress: ingress.map(podSetJson),
    egress: egress.map(podSetJson),
  });
  const { basis, policies, gaps } = diff;
  const envelope = {
    version: 1,
    basis,
    policies,
    gained: rows(diff.gained),
    lost: rows(diff.lost),
    beyond: { gained: rows(diff.beyond.gained), lost: rows(diff.beyond.lost) },
    ofAddedPods: rows(diff.ofAdded),
    ofRemovedPods: rows(diff.ofRemoved),
    hidden: { gained: rows(diff.hidden.gained), lost: rows(diff.hidden.lost) },
    newlyIsolated: pods(diff.newlyIsolated),
    newlyOpen: pods(diff.newlyOpen),
    cannotTell: gaps,
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

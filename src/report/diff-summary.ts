import { changesConnectivity, type ConnectivityDiff } from '../connectivity/connectivity-diff.ts';
import { noAddresses } from '../semantics/sets/address-set.ts';

/** What a change comes to, in one sentence: the direction of the risk first. */
export function diffSummary(diff: ConnectivityDiff): string {
  const { hidden, beyond, gaps } = diff;
  const [gained, lost] = [
    [...diff.gained, ...beyond.gained],
    [...diff.lost, ...beyond.lost],
  ];
  if (!changesConnectivity(diff)) {
    const isHidden = hidden.gained.length > 0 || hidden.lost.length > 0;
    const nothing = `No connection is gained or lost${gaps.length === 0 ? '' : ', as far as can be told'}`;
    return isHidden ? `${nothing}; what changes at one end is blocked at the other.` : `${nothing}.`;
  }
  const fromOutside = gained.some(({ from }) => from.addresses !== noAddresses);
  const toOutside = gained.some(({ to }) => to.addresses !== noAddresses);
  const risk = fromOutside
    ? ', also from outside of the cluster'
    : toOutside
      ? ', also to outside of the cluster'
      : '';
  if (gained.length > 0 && lost.length > 0)
    return `Opens and closes: connections are gained${risk}, and others lost.`;
  if (gained.length > 0) return `Opens: connections are gained${risk}, and none is lost.`;
  if (lost.length > 0) return 'Closes: connections are lost, and none is gained.';
  return 'Between what stays nothing changes; pods that come or go bring or take their connections.';
}

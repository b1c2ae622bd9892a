import { defineRule, type Draft } from '../lint/rule.ts';
import { enumerate } from '../model/prose.ts';
import { hasField, listAt } from '../model/json.ts';
import { isOnePort, type PolicyPort } from '../model/networkpolicy.ts';
import type { Path } from '../model/pointer.ts';
import { eachRule } from '../model/policy-parts.ts';

/** NP314: a port entry without port is every port of its protocol. Of entries that were split in two NP113 speaks. */
export const allPortsOfProtocol = defineRule({
  code: 'NP314',
  name: 'all-ports-of-protocol',
  severity: 'info',
  confidence: 'certain',
  summary: 'A port entry with a protocol and no port, which opens every port of that protocol.',
  needs: ['intact'],
  uses: ['raw'],
  *check({ intact: policy, raw }) {
    for (const { direction, rule, path } of eachRule(policy)) {
      if (!policy.isolates.includes(direction)) continue;
      const typed = listAt(raw?.value, ...path, 'ports');
      const open = [...rule.ports.keys()].filter(
        (index) => rule.ports[index]?.kind === 'every' && !isSplit(rule.ports, index, typed),
      );
      if (open.length > 0) yield draft(rule.ports, open, [...path, 'ports']);
    }
  },
});

/** Whether a single port of the same protocol, or one that was typed without a protocol, stands next to it. */
function isSplit(ports: readonly PolicyPort[], index: number, typed: readonly unknown[]): boolean {
  return [index - 1, index + 1].some((next) => {
    const port = ports[next];
    if (port === undefined || !isOnePort(port)) return false;
    return port.protocol === ports[index]?.protocol || (next in typed && !hasField(typed[next], 'protocol'));
  });
}

function draft(ports: readonly PolicyPort[], open: readonly number[], list: Path): Draft {
  const protocols = enumerate([...new Set(open.flatMap((index) => ports[index]?.protocol ?? []))]);
  return {
    path: [...list, open[0] ?? 0],
    message: `opens every port of ${protocols}: ${open.length === 1 ? 'the entry names no port' : 'the entries name no port'}`,
    help: `write port: with the number that is needed, unless all of ${protocols} is meant`,
  };
}

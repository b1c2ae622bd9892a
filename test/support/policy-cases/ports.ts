import { create, egress, ports, type PolicyCase } from './shapes.ts';

const here = 'spec.ingress[0].ports[0]';

function times(count: number, cause: string): readonly string[] {
  return Array<string>(count).fill(cause);
}

const portValues: readonly (readonly [port: unknown, faults: number])[] = [
  [1, 0],
  [65535, 0],
  [0, 1],
  [-1, 1],
  [65536, 1],
  [2 ** 31 - 1, 1],
  ['http', 0],
  ['a', 0],
  ['1a', 0],
  ['a'.repeat(15), 0],
  ['a'.repeat(16), 1],
  ['8080', 1],
  ['', 2],
  ['-', 2],
  ['-a', 1],
  ['a-', 1],
  ['a--b', 1],
  ['--', 3],
  ['HTTP', 2],
  ['Http', 1],
  ['a_b', 1],
  ['a.b', 1],
  ['80-90', 1],
  ['é', 2],
  ['dns\n', 1],
  ['-'.repeat(16), 4],
];

/** Ports: protocols, numbers and names at their limits, ranges. */
export const portCases: readonly PolicyCase[] = [
  ...portValues.map(([port, faults]) =>
    create(`port ${JSON.stringify(port)}`, ports({ port }), ...times(faults, `Invalid ${here}.port`)),
  ),
  ...['tcp', 'ICMP', '', 'TCP '].map((protocol) =>
    create(
      `protocol ${JSON.stringify(protocol)}`,
      ports({ protocol, port: 80 }),
      `NotSupported ${here}.protocol`,
    ),
  ),
  create(
    'everything wrong with an egress port',
    egress({ ports: [{}, { protocol: 'x', port: 0, endPort: -1 }] }),
    'NotSupported spec.egress[0].ports[1].protocol',
    'Invalid spec.egress[0].ports[1].port',
    ...times(2, 'Invalid spec.egress[0].ports[1].endPort'),
  ),
  create('a range of one port', ports({ port: 80, endPort: 80 })),
  create('every port as a range', ports({ port: 1, endPort: 65535 })),
  create('an inverted range', ports({ port: 80, endPort: 79 }), `Invalid ${here}.endPort`),
  create(
    'one of several ranges inverted',
    ports({ port: 1, endPort: 2 }, { port: 9, endPort: 3 }, { port: 4, endPort: 5 }),
    'Invalid spec.ingress[0].ports[1].endPort',
  ),
  create('a range beyond the last port', ports({ port: 30000, endPort: 65537 }), `Invalid ${here}.endPort`),
  create('a range to nothing', ports({ port: 80, endPort: 0 }), ...times(2, `Invalid ${here}.endPort`)),
  create('a range from a bad port', ports({ port: 0, endPort: 5 }), `Invalid ${here}.port`),
  create('a range from a port name', ports({ port: 'http', endPort: 90 }), `Invalid ${here}.endPort`),
  create(
    'a range beyond the last from a port name',
    ports({ port: 'http', endPort: 0 }),
    `Invalid ${here}.endPort`,
  ),
  create(
    'a range from a bad port name',
    ports({ port: '80', endPort: 90 }),
    `Invalid ${here}.port`,
    `Invalid ${here}.endPort`,
  ),
  create('a range from nowhere', ports({ endPort: 90 }), `Invalid ${here}.endPort`),
  create('a bad range from nowhere', ports({ endPort: 65537, protocol: 'UDP' }), `Invalid ${here}.endPort`),
  create(
    'several bad ranges',
    ports({ port: 'http', endPort: 90 }, { endPort: 90 }, { port: 5, endPort: 4 }),
    `Invalid ${here}.endPort`,
    'Invalid spec.ingress[0].ports[1].endPort',
    'Invalid spec.ingress[0].ports[2].endPort',
  ),
];

/** What one folder of src may import; a folder without an entry has no rights. */
export interface Layer {
  /** Other layers. */
  readonly imports: readonly string[];
  /** Layers of which it may use types only. */
  readonly types?: readonly string[];
  /** npm packages, and `node` for Node's own modules. */
  readonly packages: readonly string[];
  /** Whether it also runs in a browser, where no Node module may be used. */
  readonly runsIn: 'anywhere' | 'node';
  /** What it may not do, for the offender to read. */
  readonly mayNot: string;
}

/** The layers, from the innermost; the architecture test holds the code to them and the diagram is made of them. */
export const layers: Readonly<Record<string, Layer>> = {
  model: {
    imports: [],
    packages: ['ipaddr.js', 'rfc6902'],
    runsIn: 'anywhere',
    mayNot: 'know Kubernetes clients, Fastify or YAML',
  },
  source: { imports: ['model'], packages: ['yaml', 'js-yaml'], runsIn: 'anywhere', mayNot: 'know rules' },
  semantics: {
    imports: ['model'],
    packages: [],
    runsIn: 'anywhere',
    mayNot: 'know rules, findings or severity',
  },
  lint: {
    imports: ['model', 'semantics'],
    types: ['source'],
    packages: [],
    runsIn: 'anywhere',
    mayNot: 'name a rule, do input or output, be asynchronous, read the clock',
  },
  rules: {
    imports: ['lint', 'semantics', 'model'],
    packages: [],
    runsIn: 'anywhere',
    mayNot: 'import each other (except the catalog), do input or output',
  },
  manifest: {
    imports: ['connectivity', 'lint', 'model', 'semantics', 'source'],
    packages: [],
    runsIn: 'anywhere',
    mayNot: 'know rules, read files',
  },
  connectivity: {
    imports: ['model', 'semantics'],
    types: ['source'],
    packages: [],
    runsIn: 'anywhere',
    mayNot: 'know rules, print',
  },
  report: {
    imports: ['connectivity', 'lint', 'model', 'semantics', 'source'],
    packages: ['sarif'],
    runsIn: 'anywhere',
    mayNot: 'write to a stream',
  },
  config: {
    imports: ['lint', 'model', 'source'],
    packages: ['node', 'ajv', 'js-yaml'],
    runsIn: 'node',
    mayNot: 'know the catalog, which is handed in',
  },
  cluster: {
    imports: ['model', 'semantics'],
    packages: ['node', '@kubernetes/client-node'],
    runsIn: 'node',
    mayNot: 'know rules or admission',
  },
  admission: {
    imports: ['lint', 'model'],
    packages: ['ajv'],
    runsIn: 'anywhere',
    mayNot: 'fetch anything, throw for a bad request',
  },
  certificates: { imports: ['model'], packages: ['node'], runsIn: 'node', mayNot: 'know the server' },
  server: {
    imports: ['admission', 'lint', 'model', 'report'],
    types: ['manifest', 'source', 'config', 'cluster', 'certificates'],
    packages: ['node', 'fastify', '@fastify/rate-limit', '@fastify/swagger', 'pino', 'prom-client'],
    runsIn: 'node',
    mayNot: 'decide anything',
  },
  cli: {
    imports: [
      'cluster',
      'config',
      'connectivity',
      'lint',
      'manifest',
      'model',
      'report',
      'rules',
      'semantics',
      'source',
    ],
    packages: ['node', 'diff'],
    runsIn: 'node',
    mayNot: 'call process.exit: it returns the status',
  },
  serve: {
    imports: [
      'admission',
      'certificates',
      'cluster',
      'config',
      'lint',
      'manifest',
      'model',
      'report',
      'semantics',
      'server',
    ],
    packages: ['node'],
    runsIn: 'node',
    mayNot: 'know the catalog, touch the process: both are handed in',
  },
  'main.ts': {
    imports: ['config', 'report', 'rules', 'serve', 'server'],
    packages: ['node'],
    runsIn: 'node',
    mayNot: 'hold logic worth testing',
  },
};

/** The packages that a layer may use. */
export function packagesOf(layer: string): readonly string[] {
  return layers[layer]?.packages ?? [];
}
